/**
 * Lists: arrays, and rests of long arrays. Programs that walk a list by `head` and `tail` hold all its rests at once, so a
 * rest refers to the whole list instead of repeating it; whoever wants all its elements gets an array, made once.
 */
import type { List, Value } from "./value.ts";

/** Shorter rests are arrays of their own, which whatever reads them finds faster. */
const shortestTail = 32;

/** The rest of a long list. */
export class ListTail {
  readonly whole: List;
  /** Where in the whole list the rest begins. */
  readonly start: number;
  private array: List | null = null;

  constructor(whole: List, start: number) {
    this.whole = whole;
    this.start = start;
  }

  get length(): number {
    return this.whole.length - this.start;
  }

  /** Returns the elements. */
  elements(): List {
    this.array ??= this.whole.slice(this.start);
    return this.array;
  }
}

/** Returns a list, which must not be empty, without its first element. */
export function tailOf(list: List | ListTail): List | ListTail {
  return list instanceof ListTail ? restFrom(list.whole, list.start + 1) : restFrom(list, 1);
}

function restFrom(whole: List, start: number): List | ListTail {
  return whole.length - start < shortestTail ? whole.slice(start) : new ListTail(whole, start);
}

/** Returns the elements of a list. */
export function elementsOf(list: List | ListTail): List {
  return list instanceof ListTail ? list.elements() : list;
}

/** Tells whether a value is a list. */
export function isList(value: Value): value is List | ListTail {
  return Array.isArray(value) || value instanceof ListTail;
}

/** Returns the elements of a value, or null if it is no list. */
export function listOrNull(value: Value): List | null {
  return isList(value) ? elementsOf(value) : null;
}

/**
 * Lists: arrays, and rests of long arrays. Programs that walk a list by `head` and `tail` hold all its rests at once, so a
 * rest refers to the whole list instead of repeating it; whoever wants all its elements gets an array, made once.
 */
import type { Lazy, List, Value } from "./value.ts";

/** Shorter rests are arrays of their own, which whatever reads them finds faster. */
const shortestTail = 32;

/** The rest of a long list. */
export class ListTail {
  private readonly whole: List;
  private readonly start: number;
  private array: List | null = null;

  constructor(whole: List, start: number) {
    this.whole = whole;
    this.start = start;
  }

  get length(): number {
    return this.whole.length - this.start;
  }

  /** Returns the array and the index in it of an element. */
  locate(index: number): { readonly array: List; readonly at: number } {
    return { array: this.whole, at: this.start + index };
  }

  /** Returns the list without its first element. */
  rest(): List | ListTail {
    return restFrom(this.whole, this.start + 1);
  }

  /** Returns the elements. */
  elements(): List {
    this.array ??= this.whole.slice(this.start);
    return this.array;
  }
}

function restFrom(whole: List, start: number): List | ListTail {
  return whole.length - start < shortestTail ? whole.slice(start) : new ListTail(whole, start);
}

/** Returns a list, which must not be empty, without its first element. */
export function tailOf(list: List | ListTail): List | ListTail {
  return list instanceof ListTail ? list.rest() : restFrom(list, 1);
}

/** Returns the elements of a list. */
export function elementsOf(list: List | ListTail): List {
  return list instanceof ListTail ? list.elements() : list;
}

/** Returns the array that holds an element of a list, and the element's index in it. */
export function placeIn(list: List | ListTail, index: number): { readonly array: Lazy[]; readonly at: number } {
  // Readers put values in the place of thunks, which is all that ever changes a list.
  if (list instanceof ListTail) return list.locate(index) as { array: Lazy[]; at: number };
  return { array: list as Lazy[], at: index };
}

/** Tells whether a value is a list. */
export function isList(value: Value): value is List | ListTail {
  return Array.isArray(value) || value instanceof ListTail;
}

/** Returns the elements of a value, or null if it is no list. */
export function listOrNull(value: Value): List | null {
  if (Array.isArray(value)) return value;
  return value instanceof ListTail ? value.elements() : null;
}

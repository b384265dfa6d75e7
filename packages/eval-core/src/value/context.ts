/**
 * String contexts: which store objects a string refers to. An element is a text in one of three forms:
 *
 * - `<store path>`: the path itself, a source or text file;
 * - `!<output>!<derivation>`: an output of a derivation;
 * - `=<derivation>`: a derivation with everything it is made from.
 *
 * A context is immutable, never empty, and usually shared by many strings, so that merging is most often no work.
 */
import { compareBytes } from "../store/bytes.ts";

export class StringContext {
  readonly elements: ReadonlySet<string>;
  private lastOther: StringContext | null = null;
  private lastMerged: StringContext | null = null;

  constructor(elements: ReadonlySet<string>) {
    this.elements = elements;
  }

  /** Returns a context with the elements of both. */
  merge(other: StringContext): StringContext {
    if (other === this) return this;
    if (this.lastOther === other && this.lastMerged !== null) return this.lastMerged;
    const merged = this.includes(other) ? this : other.includes(this) ? other : this.union(other);
    this.lastOther = other;
    this.lastMerged = merged;
    return merged;
  }

  /** Returns the elements in byte order. */
  sorted(): string[] {
    return [...this.elements].sort(compareBytes);
  }

  private includes(other: StringContext): boolean {
    if (other.elements.size > this.elements.size) return false;
    for (const element of other.elements) if (!this.elements.has(element)) return false;
    return true;
  }

  private union(other: StringContext): StringContext {
    const elements = new Set(this.elements);
    for (const element of other.elements) elements.add(element);
    return new StringContext(elements);
  }
}

/** Gathers the context of a string under construction. */
export class ContextCollector {
  private context: StringContext | null = null;

  add(context: StringContext): void {
    this.context = this.context === null ? context : this.context.merge(context);
  }

  addElement(element: string): void {
    if (this.context?.elements.has(element) !== true) this.add(new StringContext(new Set([element])));
  }

  /** Returns the context gathered, or null if there is none. */
  get result(): StringContext | null {
    return this.context;
  }
}

/** A parsed context element. */
export type ContextElement =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "output"; readonly path: string; readonly output: string }
  | { readonly kind: "closure"; readonly path: string };

/** Returns what an element says. */
export function parseContextElement(element: string): ContextElement {
  if (element.startsWith("=")) return { kind: "closure", path: element.slice(1) };
  if (!element.startsWith("!")) return { kind: "path", path: element };
  const end = element.indexOf("!", 1);
  return { kind: "output", output: element.slice(1, end), path: element.slice(end + 1) };
}

/** Returns the element for an output of a derivation. */
export function outputElement(derivation: string, output: string): string {
  return `!${output}!${derivation}`;
}

/** Returns the element for a derivation with its closure. */
export function closureElement(derivation: string): string {
  return `=${derivation}`;
}

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
import type { InputText } from "../store/derivation-inputs.ts";

export class StringContext {
  /** Each once, in no particular order. */
  readonly elements: readonly string[];
  private index: ReadonlySet<string> | null = null;

  constructor(elements: readonly string[]) {
    this.elements = elements;
  }

  has(element: string): boolean {
    if (this.elements.length <= scanLimit) return this.elements.includes(element);
    this.index ??= new Set(this.elements);
    return this.index.has(element);
  }

  /** Tells whether all elements of another context are in this one. */
  includes(other: StringContext): boolean {
    return other.elements.length <= this.elements.length && other.elements.every((element) => this.has(element));
  }

  /** Returns the elements in byte order. */
  sorted(): string[] {
    return [...this.elements].sort(compareBytes);
  }
}

/** Contexts up to this size are searched, larger ones indexed. */
const scanLimit = 8;

/** Gathers the context of a string under construction: one shared context as long as that is enough, then a set. */
export class ContextCollector {
  private context: StringContext | null = null;
  private gathered: Set<string> | null = null;

  add(context: StringContext): void {
    if (context === this.context) return;
    if (this.gathered !== null) {
      for (const element of context.elements) this.gathered.add(element);
      this.context = context;
    } else if (this.context === null) this.context = context;
    else if (!this.context.includes(context)) {
      this.gathered = new Set(this.context.elements);
      for (const element of context.elements) this.gathered.add(element);
      this.context = context;
    }
  }

  addElement(element: string): void {
    if (this.gathered === null) this.add(new StringContext([element]));
    else this.gathered.add(element);
  }

  /** Returns the context gathered, or null if there is none. */
  get result(): StringContext | null {
    return this.gathered === null ? this.context : new StringContext([...this.gathered]);
  }
}

/** A parsed context element. */
export type ContextElement =
  | { readonly kind: "path"; readonly path: string }
  | {
      readonly kind: "output";
      readonly path: string;
      readonly output: string;
      /** The same as an input of a derivation. */
      readonly input: InputText;
    }
  | { readonly kind: "closure"; readonly path: string };

/** Returns what an element says. */
export function parseContextElement(element: string): ContextElement {
  if (element.startsWith("=")) return { kind: "closure", path: element.slice(1) };
  if (!element.startsWith("!")) return { kind: "path", path: element };
  const end = element.indexOf("!", 1);
  const path = element.slice(end + 1);
  const output = element.slice(1, end);
  return { kind: "output", path, output, input: { name: path, outputs: [output] } };
}

/** Parses context elements, each once: derivations by the thousand refer to the same few. */
export class ContextReader {
  private readonly known = new Map<string, ContextElement>();

  parse(element: string): ContextElement {
    let parsed = this.known.get(element);
    if (parsed === undefined) {
      parsed = parseContextElement(element);
      this.known.set(element, parsed);
    }
    return parsed;
  }
}

/** Returns the element for an output of a derivation. */
export function outputElement(derivation: string, output: string): string {
  return `!${output}!${derivation}`;
}

/** Returns the element for a derivation with its closure. */
export function closureElement(derivation: string): string {
  return `=${derivation}`;
}

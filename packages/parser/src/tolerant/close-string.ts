/**
 * The one error that no grammar can keep local: a string without its end reaches to the quote that begins the next one,
 * and from there on strings and code are exchanged. It shows in a string of several lines that ends just where a string
 * should begin: behind `name =`, or at the beginning of a line that has another quote.
 *
 *     { a = "b;
 *       c = "d"; }      the string is `"b;\n  c = "`
 *
 * The repair closes that string at the end of its first line and parses once more. It is kept if more bindings come out
 * whole; then the quote is a missing token.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { fieldMask, fieldShift, Flag, flagShift, kindMask, recordWords } from "../cst/layout.ts";
import { sliceLatin1 } from "../cst/tree.ts";

/** Records and how many of them count. */
export interface Records {
  readonly records: Uint32Array;
  readonly nodeCount: number;
}

/** Where a closing quote may be missing, and which. */
export interface MissingQuote {
  readonly at: number;
  readonly text: '"' | "''";
}

/** A line that is the beginning of a binding up to the quote of its value. */
const bindingHead = /^[ \t]*[A-Za-z_"$][^=;]*=(?:[^=;][^;]*)?[\s([{]$/;

/** The beginning of a line before a name in quotes, or before a string that is an element of a list. */
const elementHead = /^[ \t]*(?:[A-Za-z_][\w.'-]*\.)?$/;

/** How many strings are tried. */
const maxCandidates = 4;

/** What closes a line of code and is not text of the string. */
const closers = " \t\r;,)]}";

const kindAt = ({ records }: Records, node: number): number => (records[node * recordWords] ?? 0) & kindMask;
const startAt = ({ records }: Records, node: number): number => records[node * recordWords + 1] ?? 0;
const endAt = ({ records }: Records, node: number): number => records[node * recordWords + 2] ?? 0;
const sizeAt = ({ records }: Records, node: number): number => records[node * recordWords + 3] ?? 1;

/** Returns the first few places where a string that has swallowed code should end. */
export function findMissingQuotes(source: Uint8Array, tree: Records): MissingQuote[] {
  const found: MissingQuote[] = [];
  for (let node = 0; node < tree.nodeCount && found.length < maxCandidates; node++) {
    const start = startAt(tree, node);
    const quote = quoteOf(kindAt(tree, node));
    if (quote === undefined) continue;
    const text = swallowedText(source, tree, node, quote);
    const length = text === undefined ? 0 : firstLineLength(text);
    if (length > quote.length) found.push({ at: start + length, text: quote });
  }
  return found;
}

function quoteOf(kind: number): MissingQuote["text"] | undefined {
  if (kind === Kind.StringExpression || kind === Kind.Quote) return '"';
  return kind === Kind.IndentedStringExpression || kind === Kind.IndentQuote ? "''" : undefined;
}

const isString = (kind: number): boolean => kind === Kind.StringExpression || kind === Kind.IndentedStringExpression;

/** Returns what is in a string that looks as if its end had been left out, or undefined. */
function swallowedText(source: Uint8Array, tree: Records, node: number, quote: string): string | undefined {
  if (isString(kindAt(tree, node))) {
    const text = sliceLatin1(source, startAt(tree, node), endAt(tree, node) - quote.length);
    const lastLine = text.slice(text.lastIndexOf("\n") + 1);
    const isBeforeQuote = elementHead.test(lastLine) && restOfLine(source, endAt(tree, node)).includes(quote);
    return isBeforeQuote || bindingHead.test(lastLine) ? text : undefined;
  }
  // A quote that the parser could make no string of.
  const isOpen = !isString(kindAt(tree, node - 1)) && kindAt(tree, node + 1) === Kind.StringFragment;
  return isOpen ? sliceLatin1(source, startAt(tree, node), endAt(tree, node + 1)) : undefined;
}

function restOfLine(source: Uint8Array, start: number): string {
  const end = source.indexOf(0x0a, start);
  return sliceLatin1(source, start, end < 0 ? source.length : end);
}

/** Returns the length of the first of several lines without what closes it, or 0 if there is only one. */
function firstLineLength(text: string): number {
  let length = text.indexOf("\n");
  while (length > 0 && closers.includes(text.charAt(length - 1))) length--;
  return Math.max(0, length);
}

/** Returns the source with the quote in its place. */
export function insertQuote(source: Uint8Array, { at, text }: MissingQuote): Uint8Array {
  const repaired = new Uint8Array(source.length + text.length);
  repaired.set(source.subarray(0, at));
  repaired.set(new TextEncoder().encode(text), at);
  repaired.set(source.subarray(at), at + text.length);
  return repaired;
}

/** Returns the number of bindings without an error. */
function countWholeBindings(tree: Records): number {
  let count = 0;
  for (let node = 0; node < tree.nodeCount; node++) {
    const kind = kindAt(tree, node);
    const isBinding = kind === Kind.Binding || kind === Kind.Inherit || kind === Kind.InheritFrom;
    if (isBinding && !(((tree.records[node * recordWords] ?? 0) >>> flagShift) & Flag.HasError)) count++;
  }
  return count;
}

/**
 * Turns the tree of the repaired source into one of the source, where the quote is missing. Returns false, and leaves
 * `repaired` unusable, if it is not better than `tree`.
 */
export function acceptQuote(tree: Records, repaired: Records, { at, text }: MissingQuote): boolean {
  if (countWholeBindings(repaired) <= countWholeBindings(tree)) return false;
  const { records } = repaired;
  let quote = -1;
  for (let node = 0; node < repaired.nodeCount; node++) {
    const isQuote = kindAt(repaired, node) === (text === '"' ? Kind.Quote : Kind.IndentQuote);
    if (isQuote && startAt(repaired, node) === at && endAt(repaired, node) === at + text.length) quote = node;
    for (const word of [node * recordWords + 1, node * recordWords + 2]) {
      const offset = records[word] ?? 0;
      if (offset > at) records[word] = Math.max(at, offset - text.length);
    }
  }
  if (quote < 0) return false;
  markMissing(repaired, quote);
  return true;
}

/** Flags a leaf as missing and everything around it as having an error. */
function markMissing(tree: Records, leaf: number): void {
  const { records } = tree;
  for (let node = 0; node < leaf; node++) {
    if (node + sizeAt(tree, node) <= leaf) continue;
    records[node * recordWords] = (records[node * recordWords] ?? 0) | (Flag.HasError << flagShift);
  }
  const word = records[leaf * recordWords] ?? 0;
  const field = (word >>> fieldShift) & fieldMask;
  const flags = Flag.Missing | Flag.HasError;
  records[leaf * recordWords] = (word & kindMask) | (field << fieldShift) | (flags << flagShift);
}

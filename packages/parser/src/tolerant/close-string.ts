/**
 * The one error that no grammar can keep local: a string without its end reaches to the quote that begins the next one,
 * and from there on strings and code are exchanged. It shows in the first string that covers the beginning of a binding
 * and ends just where the value should be a string:
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

/** What closes a line of code and is not text of the string. */
const closers = " \t\r;,)]}";

const kindAt = ({ records }: Records, node: number): number => (records[node * recordWords] ?? 0) & kindMask;
const startAt = ({ records }: Records, node: number): number => records[node * recordWords + 1] ?? 0;
const endAt = ({ records }: Records, node: number): number => records[node * recordWords + 2] ?? 0;
const sizeAt = ({ records }: Records, node: number): number => records[node * recordWords + 3] ?? 1;

/** Returns where the first string that has swallowed code should end, or undefined. */
export function findMissingQuote(source: Uint8Array, tree: Records): MissingQuote | undefined {
  for (let node = 0; node < tree.nodeCount; node++) {
    const kind = kindAt(tree, node);
    if (kind !== Kind.StringExpression && kind !== Kind.IndentedStringExpression) continue;
    const quote = kind === Kind.StringExpression ? '"' : "''";
    const text = sliceLatin1(source, startAt(tree, node), endAt(tree, node) - quote.length);
    const length = firstLineLength(text);
    const isSwallowing = bindingHead.test(text.slice(text.lastIndexOf("\n") + 1));
    if (isSwallowing && length > quote.length) return { at: startAt(tree, node) + length, text: quote };
  }
  return undefined;
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

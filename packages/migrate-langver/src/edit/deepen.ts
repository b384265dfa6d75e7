/**
 * Putting text further to the right, for what moves into a set, or to where a line begins. Lines that begin inside of `"`
 * strings and comments stay; those of a `''` string in Nix 2 all go together, so that what it has in common is what changes.
 */
import {
  endOf,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  sizeOf,
  type Span,
  startOf,
  startOfLine,
  type Tree,
} from "@lix-tools/parser";
import { indentAt } from "./spacing.ts";

/** Returns what stands before an offset on its line if that is white space, else null. */
export function marginAt(source: Uint8Array, offset: number): string | null {
  const text = new TextDecoder().decode(source.subarray(startOfLine(source, offset), offset));
  return offset > 0 && text.trim() === "" ? text : null;
}

/** Tells whether no line that begins inside of a node may move. */
type IsWhole = (tree: Tree, node: NodeIndex) => boolean;

/** Returns where lines begin in a range of a node that have text and are no part of a string or comment. */
export function lineStarts(tree: Tree, node: NodeIndex, { start, end }: Span, isFixed: IsWhole = isWhole): number[] {
  const { source } = tree;
  const fixed = spansOfWholes(tree, node, isFixed);
  const starts: number[] = [];
  for (let at = source.indexOf(0x0a, start); at >= 0 && at + 1 < end; at = source.indexOf(0x0a, at + 1)) {
    const isInside = fixed.some((span) => span.start <= at && at < span.end);
    if (!isInside && source[at + 1] !== 0x0a && source[at + 1] !== 0x0d) starts.push(at + 1);
  }
  return starts;
}

/** Returns a range of a node as text, two columns further to the right. */
export function deepened(tree: Tree, node: NodeIndex, range: Span): string {
  return shifted(tree, node, range, 2);
}

/**
 * Returns a node as text, its lines but the first so many columns further to the right, or to the left. A `''` string
 * goes along that ends as far to the right as the line it begins on; then it stays where it is on the way back.
 */
export function movedBy(tree: Tree, node: NodeIndex, columns: number): string {
  const range = { start: startOf(tree, node), end: endOf(tree, node) };
  const isFixed: IsWhole = (_, part) => {
    if (isWhole(tree, part)) return true;
    if (kindOf(tree, part) !== Kind.IndentedStringExpression) return false;
    return !isAligned(tree, part) || !isIndented(tree, part, -columns);
  };
  return shifted(tree, node, range, columns, isFixed);
}

function shifted(tree: Tree, node: NodeIndex, range: Span, columns: number, isFixed?: IsWhole): string {
  const { source } = tree;
  const decoder = new TextDecoder();
  let text = "";
  let from = range.start;
  for (const at of lineStarts(tree, node, range, isFixed)) {
    text += decoder.decode(source.subarray(from, at)) + " ".repeat(Math.max(0, columns));
    from = at;
    while (from < at - columns && source[from] === 0x20) from++;
  }
  return text + decoder.decode(source.subarray(from, range.end));
}

/** Tells whether a string ends on a line of its own, as far to the right as the line on which it begins. */
function isAligned(tree: Tree, node: NodeIndex): boolean {
  const margin = marginAt(tree.source, endOf(tree, node) - 2);
  return margin !== null && margin === indentAt(tree.source, startOf(tree, node));
}

/** Tells whether all lines of a string but the first are indented by some columns at least; empty ones need not be. */
function isIndented(tree: Tree, node: NodeIndex, columns: number): boolean {
  const spaces = " ".repeat(Math.max(0, columns));
  const [, ...lines] = latin1Of(tree, node).split("\n");
  return lines.every((line) => line === "" || line.startsWith(spaces));
}

function isWhole(tree: Tree, node: NodeIndex): boolean {
  const kind = kindOf(tree, node);
  if (kind === Kind.StringExpression || kind === Kind.Comment) return true;
  // An indentation must not be of both spaces and tabs.
  return kind === Kind.IndentedStringExpression && /\n *\t/u.test(latin1Of(tree, node));
}

function spansOfWholes(tree: Tree, node: NodeIndex, isFixed: IsWhole): Span[] {
  const spans: Span[] = [];
  for (let at = node; at < node + sizeOf(tree, node);) {
    const isNone = isFixed(tree, at);
    if (isNone) spans.push({ start: startOf(tree, at), end: endOf(tree, at) });
    at += isNone ? sizeOf(tree, at) : 1;
  }
  return spans;
}

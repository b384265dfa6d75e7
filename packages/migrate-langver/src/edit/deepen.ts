/**
 * Putting text two columns further to the right, for what moves into a set. Lines that begin inside of `"` strings and
 * comments stay; those of a `''` string in Nix 2 all go together, so that what it has in common is what changes.
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
  type Tree,
} from "@lix-tools/parser";

/** Returns what stands before an offset on its line if that is white space, else null. */
export function marginAt(source: Uint8Array, offset: number): string | null {
  const text = new TextDecoder().decode(source.subarray(source.lastIndexOf(0x0a, offset - 1) + 1, offset));
  return offset > 0 && text.trim() === "" ? text : null;
}

/** Returns where lines begin in a range of a node that have text and are no part of a string or comment. */
export function lineStarts(tree: Tree, node: NodeIndex, { start, end }: Span): number[] {
  const { source } = tree;
  const fixed = spansOfWholes(tree, node);
  const starts: number[] = [];
  for (let at = source.indexOf(0x0a, start); at >= 0 && at + 1 < end; at = source.indexOf(0x0a, at + 1)) {
    const isFixed = fixed.some((span) => span.start <= at && at < span.end);
    if (!isFixed && source[at + 1] !== 0x0a && source[at + 1] !== 0x0d) starts.push(at + 1);
  }
  return starts;
}

/** Returns a range of a node as text, two columns further to the right. */
export function deepened(tree: Tree, node: NodeIndex, range: Span): string {
  const decoder = new TextDecoder();
  let text = "";
  let from = range.start;
  for (const at of lineStarts(tree, node, range)) {
    text += `${decoder.decode(tree.source.subarray(from, at))}  `;
    from = at;
  }
  return text + decoder.decode(tree.source.subarray(from, range.end));
}

/** Tells whether no line that begins inside of the node may move. */
function isWhole(tree: Tree, node: NodeIndex): boolean {
  const kind = kindOf(tree, node);
  if (kind === Kind.StringExpression || kind === Kind.Comment) return true;
  // An indentation must not be of both spaces and tabs.
  return kind === Kind.IndentedStringExpression && /\n *\t/u.test(latin1Of(tree, node));
}

function spansOfWholes(tree: Tree, node: NodeIndex): Span[] {
  const spans: Span[] = [];
  for (let at = node; at < node + sizeOf(tree, node);) {
    const isFixed = isWhole(tree, at);
    if (isFixed) spans.push({ start: startOf(tree, at), end: endOf(tree, at) });
    at += isFixed ? sizeOf(tree, at) : 1;
  }
  return spans;
}

/**
 * What moves when a binding moves: the comments above it that touch it, and the comment behind it on its line.
 */
import { childrenOf, endOf, Kind, kindOf, type NodeIndex, startOf, startOfLine, type Tree } from "@lix-tools/parser";
import { isWhiteSpace, skipWhiteSpace } from "./spacing.ts";

/** A range to put elsewhere, and the larger one that goes from where it was: its line, or the space before it. */
export interface MovedRange {
  readonly start: number;
  readonly end: number;
  readonly cutStart: number;
  readonly cutEnd: number;
  /** The range ends with a `#` comment, so that a line has to end behind it. */
  readonly endsInLineComment: boolean;
}

/** Returns the range of one binding of a set with its comments, or null where a comment belongs to more than it. */
export function itemWithComments(tree: Tree, set: NodeIndex, item: NodeIndex): MovedRange | null {
  const children = childrenOf(tree, set);
  const index = children.indexOf(item);
  const start = leadingStart(tree, children, index);
  const trailing = trailingEnd(tree, children, index);
  if (trailing === null) return null;
  const { source } = tree;
  const end = trailing;
  const last = children.findLast((child) => endOf(tree, child) === end) ?? item;
  const endsInLineComment = kindOf(tree, last) === Kind.Comment && source[startOf(tree, last)] === 0x23;
  const lineStart = startOfLine(source, start);
  const startsLine = skipWhiteSpace(source, lineStart) === start && lineStart > 0;
  const endsLine = source[end] === 0x0a || (source[end] === 0x0d && source[end + 1] === 0x0a);
  if (startsLine && endsLine) {
    // Of the blank lines above and below only one stays.
    const isBetweenBlankLines = source[lineStart - 2] === 0x0a && source[end + 1] === 0x0a;
    return {
      start,
      end,
      cutStart: isBetweenBlankLines ? lineStart - 2 : lineStart - 1,
      cutEnd: end,
      endsInLineComment,
    };
  }
  let cutStart = start;
  // The white space goes on one side only, so that what stays does not touch.
  if (isWhiteSpace(source[end])) while (source[cutStart - 1] === 0x20 || source[cutStart - 1] === 0x09) cutStart--;
  return { start, end, cutStart, cutEnd: end, endsInLineComment };
}

/** Comments on the lines directly above belong to the binding; after a blank line, or on another item's line, not. */
function leadingStart(tree: Tree, children: readonly NodeIndex[], index: number): number {
  let start = startOf(tree, children[index] ?? 0);
  for (let at = index - 1; at > 0; at--) {
    const child = children[at] ?? 0;
    if (kindOf(tree, child) !== Kind.Comment) break;
    if (lineFeeds(tree, endOf(tree, child), start) > 1) break;
    if (lineFeeds(tree, endOf(tree, children[at - 1] ?? 0), startOf(tree, child)) === 0) break;
    start = startOf(tree, child);
  }
  return start;
}

/** Returns where the binding ends with the comment behind it on its line; null if another binding is behind that. */
function trailingEnd(tree: Tree, children: readonly NodeIndex[], index: number): number | null {
  let end = endOf(tree, children[index] ?? 0);
  for (let at = index + 1; at < children.length; at++) {
    const child = children[at] ?? 0;
    if (lineFeeds(tree, end, startOf(tree, child)) > 0) break;
    if (kindOf(tree, child) === Kind.RightBrace) break;
    if (kindOf(tree, child) !== Kind.Comment) return end === endOf(tree, children[index] ?? 0) ? end : null;
    end = endOf(tree, child);
  }
  return end;
}

function lineFeeds({ source }: Tree, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (source[at] === 0x0a) count++;
  return count;
}

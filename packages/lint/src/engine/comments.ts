/**
 * The comments of a file, and whether a fix would lose one. No fix of any class may: a comment is the one part of a
 * program that no proof looks at.
 */
import {
  endOf,
  Kind,
  kindMask,
  type NodeIndex,
  recordWords,
  startOf,
  textOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";

/** Returns every comment in the order of the source. */
export function commentsOf(tree: Tree): NodeIndex[] {
  return nodesOfKind(tree, Kind.Comment);
}

/** Returns every node of a kind in the order of the source. */
export function nodesOfKind({ records, nodeCount }: Tree, kind: Kind): NodeIndex[] {
  const nodes: NodeIndex[] = [];
  for (let node = 0; node < nodeCount; node++) {
    if (((records[node * recordWords] ?? 0) & kindMask) === kind) nodes.push(node);
  }
  return nodes;
}

/** Returns the text of a comment without its marks. */
export function commentText(tree: Tree, comment: NodeIndex): string {
  const text = textOf(tree, comment);
  return (text.startsWith("#") ? text.slice(1) : text.slice(2, -2)).trim();
}

/** Tells whether the edits remove or cut a comment that they do not write again. */
export function losesComment(tree: Tree, comments: readonly NodeIndex[], edits: readonly TextEdit[]): boolean {
  return edits.some(({ span }) => {
    if (span.end === span.start)
      return comments.some((node) => startOf(tree, node) < span.start && span.start < endOf(tree, node));
    return comments.some((node) => {
      if (endOf(tree, node) <= span.start || startOf(tree, node) >= span.end) return false;
      return !edits.some(({ text }) => text.includes(textOf(tree, node)));
    });
  });
}

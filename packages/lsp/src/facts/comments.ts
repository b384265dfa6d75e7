/** The comment that says what a binding is for: a doc comment, or comments on the lines right above it. */
import { endOf, Kind, kindOf, type NodeIndex, startOf, textOf, type Tree } from "@lix-tools/parser";

/** Returns the text of the comment in front of a binding, without marks and indentation; empty where there is none. */
export function commentBefore(tree: Tree, node: NodeIndex): string {
  const comments: string[] = [];
  let below = startOf(tree, node);
  for (let at = node - 1; at > 0 && kindOf(tree, at) === Kind.Comment; at--) {
    if (linesBetween(tree, endOf(tree, at), below) > 1 || !beginsLine(tree, at)) break;
    comments.unshift(plainText(textOf(tree, at)));
    below = startOf(tree, at);
    if (textOf(tree, at).startsWith("/*")) break;
  }
  return comments.join("\n").trim();
}

function linesBetween(tree: Tree, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) if (tree.source[at] === 0x0a) lines++;
  return lines;
}

/** A comment behind code is about that code. */
function beginsLine(tree: Tree, comment: NodeIndex): boolean {
  for (let at = startOf(tree, comment) - 1; at >= 0; at--) {
    const byte = tree.source[at];
    if (byte === 0x0a) return true;
    if (byte !== 0x20 && byte !== 0x09) return false;
  }
  return true;
}

function plainText(comment: string): string {
  if (comment.startsWith("#")) return comment.replace(/^#+ ?/u, "");
  const lines = comment
    .replace(/^\/\*\*?/u, "")
    .replace(/\*\/$/u, "")
    .split("\n");
  const starred = lines.slice(1).every((line) => /^\s*(\*|$)/u.test(line));
  const bare = starred ? lines.map((line) => line.replace(/^\s*\* ?/u, "")) : lines;
  const indents = bare.slice(1).flatMap((line) => (line.trim() === "" ? [] : [/^\s*/u.exec(line)?.[0].length ?? 0]));
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return bare.map((line, at) => (at === 0 ? line.trim() : line.slice(indent).trimEnd())).join("\n");
}

/** Edits of single tokens of a node, with the white space around them. */
import {
  childByKind,
  childrenOf,
  endOf,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  startOf,
  startOfLine,
  type Tree,
} from "@lix-tools/parser";
import { isWhiteSpace, skipWhiteSpace } from "../edit/spacing.ts";
import { type Draft, replace } from "./draft.ts";

/** Returns the first child of a kind, which the grammar wants there. */
export function tokenOf(tree: Tree, node: NodeIndex, kind: Kind): NodeIndex {
  const token = childByKind(tree, node, kind);
  if (token === none) throw new TypeError(`a node without its token`);
  return token;
}

/** Puts text in place of a token; white space before and behind it goes, up to the next token or comment. */
export function replaceTight(tree: Tree, draft: Draft, token: NodeIndex, text: string): void {
  let start = startOf(tree, token);
  const last = draft.changes.at(-1)?.end ?? 0;
  while (start > last && isWhiteSpace(tree.source[start - 1])) start--;
  // The line feed that ends a comment stays.
  if (start !== startOf(tree, token) && endsInLineComment(tree, start)) start = startOf(tree, token);
  const end = skipWhiteSpace(tree.source, endOf(tree, token));
  // `./` would begin a path.
  replace(draft, start, end, tree.source[end] === 0x2f && text.endsWith(".") ? `${text} ` : text);
}

/** Returns the comments that are children of a node, each followed by white space. */
export function commentsIn(tree: Tree, node: NodeIndex, from: NodeIndex = 0, to: NodeIndex = Infinity): string {
  return childrenOf(tree, node)
    .filter((child) => kindOf(tree, child) === Kind.Comment && child >= from && child < to)
    .map((child) => latin1Of(tree, child))
    .map((text) => (text.startsWith("#") ? `${text}\n` : `${text} `))
    .join("");
}

/** Puts text in place of a token; the white space behind it goes. */
export function replaceToNext(tree: Tree, draft: Draft, token: NodeIndex, text: string): void {
  replace(draft, startOf(tree, token), skipWhiteSpace(tree.source, endOf(tree, token)), text);
}

/** Puts text in place of a token. */
export function replaceToken(tree: Tree, draft: Draft, token: NodeIndex, text: string): void {
  replace(draft, startOf(tree, token), endOf(tree, token), text);
}

/** Takes the bracket out that ends a chain, and the white space behind what is before it, if that is no comment. */
export function dropClosing(tree: Tree, draft: Draft, bracket: NodeIndex, before: NodeIndex): void {
  const isBehindComment = kindOf(tree, before) === Kind.Comment;
  replace(draft, isBehindComment ? startOf(tree, bracket) : endOf(tree, before), endOf(tree, bracket), "");
}

/** Tells whether the text before an offset may be a comment that the line ends. */
function endsInLineComment({ source }: Tree, offset: number): boolean {
  const line = startOfLine(source, offset);
  return source.subarray(line, offset).includes(0x23);
}

/** Removes a comma; where neither white space nor a closing bracket is behind it, a space takes its place. */
export function dropSeparator(tree: Tree, draft: Draft, comma: NodeIndex): void {
  const behind = String.fromCharCode(tree.source[endOf(tree, comma)] ?? 0);
  replaceToken(tree, draft, comma, /[\s\]}]/.test(behind) ? "" : " ");
}

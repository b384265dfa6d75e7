/** Path literals without interpolations: the ones whose target is known. */
import { Kind, kindOf, type NodeIndex, none, pathParts, type Tree, unwrapParentheses } from "@lix-tools/parser";

/** Returns the text of a path literal, also in parentheses, as UTF-8; null for anything else. */
export function plainPath(tree: Tree, node: NodeIndex): string | null {
  if (node === none) return null;
  const inner = unwrapParentheses(tree, node);
  const kind = kindOf(tree, inner);
  if (kind !== Kind.PathExpression && kind !== Kind.HpathExpression) return null;
  const { parts } = pathParts(tree, inner);
  const [text] = parts;
  return parts.length === 1 && typeof text === "string" ? unicodeOf(text) : null;
}

/** Returns the characters of a string that holds one byte of UTF-8 per character. */
export function unicodeOf(latin1: string): string {
  return new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
}

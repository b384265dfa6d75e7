/** Path literals without interpolations: the ones whose target is known. */
import {
  Kind,
  kindOf,
  type NodeIndex,
  none,
  pathParts,
  type Tree,
  unicodeOf,
  unwrapParentheses,
} from "@lix-tools/parser";

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

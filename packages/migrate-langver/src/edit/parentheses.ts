/** Parentheses around a value, for rewrites that take them away. */
import { Kind, kindOf, type NodeIndex, none, sizeOf, type Tree } from "@lix-tools/parser";

/** Returns what stands in parentheses, or `none` for another node and where a comment stands in them, too. */
export function aloneInParentheses(tree: Tree, node: NodeIndex): NodeIndex {
  if (kindOf(tree, node) !== Kind.ParenthesizedExpression) return none;
  // Behind the opening parenthesis. Where there is more than the parentheses and the value, it is a comment.
  const inner = node + 2;
  return sizeOf(tree, inner) + 3 === sizeOf(tree, node) ? inner : none;
}

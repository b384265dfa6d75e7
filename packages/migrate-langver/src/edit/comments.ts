/** Where comments stand, for rewrites that move some parts of a node and take the rest away. */
import { Kind, kindOf, type NodeIndex, sizeOf, type Tree } from "@lix-tools/parser";

/** Tells whether a comment stands in a node and in none of its parts. */
export function hasCommentOutside(tree: Tree, node: NodeIndex, parts: readonly NodeIndex[]): boolean {
  for (let at = node; at < node + sizeOf(tree, node); at++) {
    const part = parts.find((start) => start === at);
    if (part !== undefined) at += sizeOf(tree, part) - 1;
    else if (kindOf(tree, at) === Kind.Comment) return true;
  }
  return false;
}

/** What a cursor means: the leaf it is in or touches. */
import { endOf, Kind, kindOf, type NodeIndex, nodeAt, none, startOf, type Tree } from "@lix-tools/parser";

const words: ReadonlySet<Kind> = new Set<Kind>([
  Kind.Identifier,
  Kind.FeatureName,
  Kind.SpathExpression,
  Kind.UriExpression,
  Kind.PathFragment,
  Kind.StringFragment,
  Kind.IntegerExpression,
  Kind.FloatExpression,
  Kind.ListIndex,
  Kind.TrueExpression,
  Kind.FalseExpression,
  Kind.NullExpression,
]);

/** Returns the name, path or literal that a cursor is in or touches, the one behind it first, or `none`. */
export function wordAt(tree: Tree, offset: number): NodeIndex {
  const at = nodeAt(tree, offset);
  if (words.has(kindOf(tree, at)) && holds(tree, at, offset)) return at;
  const before = offset > 0 ? nodeAt(tree, offset - 1) : none;
  return before !== none && words.has(kindOf(tree, before)) && holds(tree, before, offset - 1) ? before : none;
}

/** Returns the smallest node at a cursor: the word it touches, else whatever is there. */
export function leafAt(tree: Tree, offset: number): NodeIndex {
  const word = wordAt(tree, offset);
  return word === none ? nodeAt(tree, offset) : word;
}

function holds(tree: Tree, node: NodeIndex, offset: number): boolean {
  return startOf(tree, node) <= offset && offset < endOf(tree, node);
}

/** Returns the nearest node of one of the kinds, the node itself or around it, or `none`. */
export function ancestorOf(tree: Tree, parents: Int32Array, node: NodeIndex, kinds: readonly Kind[]): NodeIndex {
  for (let at = node; at !== none; at = parents[at] ?? none) if (kinds.includes(kindOf(tree, at))) return at;
  return none;
}

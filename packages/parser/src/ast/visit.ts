/**
 * Walks over trees without recursion: any depth of nesting costs heap, never the stack.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { kindMask, recordWords } from "../cst/layout.ts";
import {
  endOf,
  fieldOf,
  firstChild,
  kindOf,
  type NodeIndex,
  none,
  root,
  sizeOf,
  startOf,
  type Tree,
} from "../cst/tree.ts";

/** What to do at a node. Returning `skip` from `enter` leaves out what is below it; `leave` still comes. */
export interface Visitor {
  enter(node: NodeIndex): "skip" | void;
  leave?(node: NodeIndex): void;
}

/** Calls the visitor for `from` and all below it: parents before children, children in source order. */
export function walk(tree: Tree, visitor: Visitor, from: NodeIndex = root): void {
  const open: NodeIndex[] = [];
  const last = from + sizeOf(tree, from);
  let node = from;
  while (node < last) {
    const skipped = visitor.enter(node) === "skip";
    const end = node + sizeOf(tree, node);
    open.push(node);
    node = skipped ? end : node + 1;
    for (;;) {
      const top = open.at(-1);
      if (top === undefined || node < top + sizeOf(tree, top)) break;
      open.pop();
      visitor.leave?.(top);
    }
  }
}

/** Calls `visit` for every node of one of the kinds, in source order. */
export function forEachOfKind(tree: Tree, kinds: readonly Kind[], visit: (node: NodeIndex) => void): void {
  const wanted = new Uint8Array(kindMask + 1);
  for (const kind of kinds) wanted[kind] = 1;
  const { records, nodeCount } = tree;
  for (let node = 0; node < nodeCount; node++) {
    if (wanted[(records[node * recordWords] ?? 0) & kindMask] === 1) visit(node);
  }
}

/** Calls `visit` for every child, comments and tokens included, without making a list of them. */
export function forEachChild(tree: Tree, node: NodeIndex, visit: (child: NodeIndex) => void): void {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) visit(child);
}

/** Returns the expression inside any number of parentheses. */
export function unwrapParentheses(tree: Tree, node: NodeIndex): NodeIndex {
  let inner = node;
  while (kindOf(tree, inner) === Kind.ParenthesizedExpression) {
    const expression = expressionOf(tree, inner);
    if (expression === none) return inner;
    inner = expression;
  }
  return inner;
}

/** Returns the child that is the expression of a parenthesis, interpolation, binding or the like, or `none`. */
export function expressionOf(tree: Tree, node: NodeIndex): NodeIndex {
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    if (fieldOf(tree, child) === Field.Expression) return child;
  }
  return none;
}

/** Returns the last leaf of a node, itself if it is one. */
export function lastLeaf(tree: Tree, node: NodeIndex): NodeIndex {
  // In preorder the last record of a subtree is its last leaf.
  return node + sizeOf(tree, node) - 1;
}

/** Returns the first leaf of a node, itself if it is one. */
export function firstLeaf(tree: Tree, node: NodeIndex): NodeIndex {
  let leaf = node;
  for (let child = firstChild(tree, leaf); child !== none; child = firstChild(tree, leaf)) leaf = child;
  return leaf;
}

/** Returns the smallest node that holds the byte, preferring the one that starts there, or the root. */
export function nodeAt(tree: Tree, offset: number): NodeIndex {
  let found = root;
  for (let child = firstChild(tree, found); child !== none;) {
    if (startOf(tree, child) <= offset && offset < endOf(tree, child)) {
      found = child;
      child = firstChild(tree, found);
    } else {
      const next = child + sizeOf(tree, child);
      child = next < found + sizeOf(tree, found) ? next : none;
    }
  }
  return found;
}

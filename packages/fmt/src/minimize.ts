/**
 * Looks for the smallest part of a source that shows a failed verification, so that a report of the bug is short.
 */
import { bytesOf, Field, fieldOf, type NodeIndex, sizeOf, type Tree } from "@lix-tools/parser";

/** Sub-expressions tried at most; each costs a verification. */
const mostAttempts = 500;

/** Returns the source of the smallest expression of the tree that fails, by going down as long as a part does. */
export function minimize(tree: Tree, fails: (source: Uint8Array) => boolean): Uint8Array {
  let attempts = 0;
  let smallest: NodeIndex = 0;
  for (;;) {
    const part = expressionsIn(tree, smallest).find((node) => attempts++ < mostAttempts && fails(bytesOf(tree, node)));
    if (part === undefined) return bytesOf(tree, smallest);
    smallest = part;
  }
}

/** Returns the nearest expressions below a node. */
function expressionsIn(tree: Tree, node: NodeIndex): NodeIndex[] {
  const found: NodeIndex[] = [];
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end;) {
    const isExpression = expressionFields.has(fieldOf(tree, child)) && sizeOf(tree, child) > 1;
    if (isExpression) found.push(child);
    child += isExpression ? sizeOf(tree, child) : 1;
  }
  return found;
}

const expressionFields: ReadonlySet<Field> = new Set([
  Field.Alternative,
  Field.Argument,
  Field.Body,
  Field.Condition,
  Field.Consequence,
  Field.Default,
  Field.Element,
  Field.Environment,
  Field.Expression,
  Field.Function,
  Field.Left,
  Field.Right,
]);

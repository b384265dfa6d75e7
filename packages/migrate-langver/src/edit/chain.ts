/**
 * Chains of one operator that associates to the right, `a ++ b ++ c`: in the tree each operation hangs in the right side
 * of the one before.
 */
import { childByField, childByKind, Field, Kind, kindOf, type NodeIndex, none, type Tree } from "@lix-tools/parser";

/** Returns where the chain begins that an operation is a part of, which is a node further out or the operation itself. */
export function headOfChain(
  tree: Tree,
  node: NodeIndex,
  { operator, parentOf }: { readonly operator: Kind; readonly parentOf: (node: NodeIndex) => NodeIndex },
): NodeIndex {
  let head = node;
  for (let parent = parentOf(head); parent !== none; parent = parentOf(head)) {
    const isLink = kindOf(tree, parent) === Kind.BinaryExpression && childByKind(tree, parent, operator) !== none;
    if (!isLink || childByField(tree, parent, Field.Right) !== head) break;
    head = parent;
  }
  return head;
}

/** The parts of a chain in the order of the text. */
export interface OperatorChain {
  /** One more than there are operators. */
  readonly operands: readonly NodeIndex[];
  readonly operators: readonly NodeIndex[];
  /** The operation of each operator. */
  readonly operations: readonly NodeIndex[];
}

/** Returns the chain of an operator that begins at a node, which is the only operand if it is another expression. */
export function chainOf(tree: Tree, node: NodeIndex, operator: Kind): OperatorChain {
  const operands: NodeIndex[] = [];
  const operators: NodeIndex[] = [];
  const operations: NodeIndex[] = [];
  let rest = node;
  while (kindOf(tree, rest) === Kind.BinaryExpression) {
    const at = childByKind(tree, rest, operator);
    if (at === none) break;
    operands.push(childByField(tree, rest, Field.Left));
    operators.push(at);
    operations.push(rest);
    rest = childByField(tree, rest, Field.Right);
  }
  return { operands: [...operands, rest], operators, operations };
}

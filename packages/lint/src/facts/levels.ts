/**
 * How tightly expressions bind, and how tightly the place they stand in wants them to: what decides about parentheses.
 * Levels are those of the operator table; an expression fits a place whose level is at least its own.
 */
import {
  applicationLevel,
  childByField,
  expressionLevel,
  Field,
  fieldOf,
  infixOperator,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  prefixOperator,
  selectionLevel,
} from "@lix-tools/parser";
import type { FileContext } from "../engine/context.ts";

/** The level of literals, names, brackets. */
const atomLevel = 0;
const hasLevel = 4;

/** Returns the level of an expression. */
export function levelOf({ tree }: FileContext, node: NodeIndex): number {
  switch (kindOf(tree, node)) {
    case Kind.SelectExpression:
    case Kind.IndexExpression:
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
    case Kind.NullSelectExpression:
      return selectionLevel;
    case Kind.ApplyExpression:
      return applicationLevel;
    case Kind.HasAttrExpression:
      return hasLevel;
    case Kind.UnaryExpression:
      return prefixOperator(kindOf(tree, childByField(tree, node, Field.Operator)))?.level ?? expressionLevel;
    case Kind.BinaryExpression:
      return infixOperator(kindOf(tree, childByField(tree, node, Field.Operator)))?.level ?? expressionLevel;
    case Kind.FunctionExpression:
    case Kind.LetExpression:
    case Kind.IfExpression:
    case Kind.WithExpression:
    case Kind.AssertExpression:
    case Kind.SelectDefaultExpression:
    case Kind.NullCoalesceExpression:
    case Kind.InheritExpression:
      return expressionLevel;
    default:
      return atomLevel;
  }
}

/** Returns the weakest level that may stand where a node stands without parentheses. */
export function roomAt(ctx: FileContext, node: NodeIndex): number {
  const { tree } = ctx;
  const parent = ctx.parent(node);
  if (parent === none) return expressionLevel;
  const field = fieldOf(tree, node);
  switch (kindOf(tree, parent)) {
    case Kind.ListExpression:
    case Kind.ListUnpack:
      return tree.langver.dialect === "nix2_future" ? expressionLevel : selectionLevel;
    case Kind.ApplyExpression:
      return field === Field.Function ? applicationLevel : selectionLevel;
    case Kind.SelectExpression:
      return field === Field.Default ? selectionLevel : atomLevel;
    case Kind.IndexExpression:
    case Kind.ListSliceExpression:
    case Kind.SetSliceExpression:
    case Kind.NullSelectExpression:
      return atomLevel;
    case Kind.HasAttrExpression:
      return hasLevel - 1;
    case Kind.UnaryExpression:
      return prefixOperator(kindOf(tree, childByField(tree, parent, Field.Operator)))?.level ?? atomLevel;
    case Kind.BinaryExpression:
      return operandRoom(ctx, parent, field);
    case Kind.SelectDefaultExpression:
    case Kind.NullCoalesceExpression:
      return applicationLevel;
    default:
      return expressionLevel;
  }
}

function operandRoom({ tree }: FileContext, parent: NodeIndex, field: Field): number {
  const operator = infixOperator(kindOf(tree, childByField(tree, parent, Field.Operator)));
  if (operator === null) return atomLevel;
  const side = field === Field.Left ? "left" : "right";
  return operator.associativity === side ? operator.level : operator.level - 1;
}

/**
 * Where an expression stands, and so what may stand there instead of it without parentheses. The rule errs towards
 * parentheses: they never change what a program means.
 */
import { Field, fieldOf, Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import type { FileContext } from "../file-context.ts";

/** Parents that take any expression in each of these fields. */
const wholeFields: ReadonlySet<Field> = new Set<Field>([
  Field.Alternative,
  Field.Body,
  Field.Condition,
  Field.Consequence,
  Field.Environment,
  Field.Expression,
]);

/** Parents whose `expression` is no whole expression but an operand. */
const operandParents: ReadonlySet<Kind> = new Set<Kind>([
  Kind.SelectExpression,
  Kind.HasAttrExpression,
  Kind.ListUnpack,
  Kind.IndexExpression,
  Kind.ListSliceExpression,
  Kind.SetSliceExpression,
  Kind.NullSelectExpression,
  Kind.SelectDefaultExpression,
]);

/** Tells whether any expression, `let` and functions included, may stand in the place of the node. */
export function isWholeExpression(file: FileContext, node: NodeIndex): boolean {
  const parent = file.parentOf(node);
  const parentKind = kindOf(file.tree, parent);
  const field = fieldOf(file.tree, node);
  if (field === Field.Default) return parentKind === Kind.Formal;
  return wholeFields.has(field) && !operandParents.has(parentKind);
}

/** Tells whether an application may stand in the place of the node: it is no list element, argument or selected value. */
export function takesApplication(file: FileContext, node: NodeIndex): boolean {
  if (isWholeExpression(file, node)) return true;
  const parentKind = kindOf(file.tree, file.parentOf(node));
  const operators: readonly Kind[] = [Kind.BinaryExpression, Kind.UnaryExpression, Kind.HasAttrExpression];
  return operators.includes(parentKind);
}

/** Tells whether a value of this kind can be an argument as it is. */
export function isSimple(file: FileContext, node: NodeIndex): boolean {
  return simpleKinds.has(kindOf(file.tree, node));
}

const simpleKinds: ReadonlySet<Kind> = new Set<Kind>([
  Kind.VariableExpression,
  Kind.IntegerExpression,
  Kind.FloatExpression,
  Kind.StringExpression,
  Kind.IndentedStringExpression,
  Kind.PathExpression,
  Kind.HpathExpression,
  Kind.SpathExpression,
  Kind.ParenthesizedExpression,
  Kind.AttrsetExpression,
  Kind.RecAttrsetExpression,
  Kind.ListExpression,
  Kind.SelectExpression,
  Kind.IndexExpression,
  Kind.ListSliceExpression,
  Kind.SetSliceExpression,
  Kind.NullExpression,
  Kind.TrueExpression,
  Kind.FalseExpression,
]);

/** Tells whether a dot and names may stand directly behind a value; a number has none, and a path would take them. */
export function isSelectable(file: FileContext, node: NodeIndex): boolean {
  return isSimple(file, node) && !unselectable.has(kindOf(file.tree, node));
}

const unselectable: ReadonlySet<Kind> = new Set<Kind>([
  Kind.IntegerExpression,
  Kind.FloatExpression,
  Kind.PathExpression,
  Kind.HpathExpression,
  Kind.SpathExpression,
]);

/** Returns the text of an expression as an argument, in parentheses unless it needs none. */
export function argumentText(file: FileContext, node: NodeIndex): string {
  const text = file.textOf(node);
  return isSimple(file, node) ? text : `(${text})`;
}

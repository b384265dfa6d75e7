/**
 * What expressions are by their form alone: lists, sets, booleans. Parentheses never matter.
 */
import {
  childByField,
  childrenByField,
  Field,
  infixOperator,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  prefixOperator,
  staticName,
  unwrapParentheses,
} from "@lix-tools/parser";
import type { FileContext } from "../engine/context.ts";
import { isGlobal, variableName } from "./calls.ts";

/** Returns the literal boolean an expression is, or null. Shadowed names are none. */
export function literalBoolean(ctx: FileContext, node: NodeIndex): boolean | null {
  const inner = unwrapParentheses(ctx.tree, node);
  switch (kindOf(ctx.tree, inner)) {
    case Kind.TrueExpression:
      return true;
    case Kind.FalseExpression:
      return false;
    case Kind.VariableExpression: {
      const name = variableName(ctx, inner);
      return (name === "true" || name === "false") && isGlobal(ctx, inner) ? name === "true" : null;
    }
    default:
      return null;
  }
}

/** Tells whether an expression is the literal `null`. */
export function isNull(ctx: FileContext, node: NodeIndex): boolean {
  const inner = unwrapParentheses(ctx.tree, node);
  if (kindOf(ctx.tree, inner) === Kind.NullExpression) return true;
  return variableName(ctx, inner) === "null" && isGlobal(ctx, inner);
}

const booleanOperators: ReadonlySet<string> = new Set([
  "and",
  "or",
  "implies",
  "equal",
  "not-equal",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
]);

/** Tells whether an expression, if it has a value, has a boolean one. */
export function isBoolean(ctx: FileContext, node: NodeIndex): boolean {
  const { tree } = ctx;
  const inner = unwrapParentheses(tree, node);
  switch (kindOf(tree, inner)) {
    case Kind.HasAttrExpression:
      return true;
    case Kind.UnaryExpression:
      return prefixOperator(operatorKind(ctx, inner))?.name === "not";
    case Kind.BinaryExpression: {
      const token = childByField(tree, inner, Field.Operator);
      const operator = infixOperator(kindOf(tree, token));
      // A comparison under a shadowed `__lessThan` is a call of whatever that is.
      const isShadowed = (ctx.resolution().targets[token] ?? 0) > 0;
      return operator !== null && booleanOperators.has(operator.name) && !isShadowed;
    }
    default:
      return literalBoolean(ctx, inner) !== null;
  }
}

/** Returns the kind of the operator's token. */
export function operatorKind({ tree }: FileContext, node: NodeIndex): Kind {
  return kindOf(tree, childByField(tree, node, Field.Operator));
}

/** Returns the name of the operator of a `binary_expression`, or null. */
export function operatorName(ctx: FileContext, node: NodeIndex): string | null {
  return kindOf(ctx.tree, node) === Kind.BinaryExpression
    ? (infixOperator(operatorKind(ctx, node))?.name ?? null)
    : null;
}

/** Returns the two operands of a `binary_expression`. */
export function operandsOf({ tree }: FileContext, node: NodeIndex): { left: NodeIndex; right: NodeIndex } {
  return { left: childByField(tree, node, Field.Left), right: childByField(tree, node, Field.Right) };
}

/** Tells whether an expression is a list literal. */
export function isList({ tree }: FileContext, node: NodeIndex): boolean {
  return kindOf(tree, unwrapParentheses(tree, node)) === Kind.ListExpression;
}

/** Tells whether an expression is a set literal of either kind. */
export function isSet({ tree }: FileContext, node: NodeIndex): boolean {
  const kind = kindOf(tree, unwrapParentheses(tree, node));
  return kind === Kind.AttrsetExpression || kind === Kind.RecAttrsetExpression;
}

/** Tells whether an expression is `[ ]`. */
export function isEmptyList({ tree }: FileContext, node: NodeIndex): boolean {
  const inner = unwrapParentheses(tree, node);
  return kindOf(tree, inner) === Kind.ListExpression && childByField(tree, inner, Field.Element) === none;
}

/** Tells whether an expression is `{ }`. */
export function isEmptySet({ tree }: FileContext, node: NodeIndex): boolean {
  const inner = unwrapParentheses(tree, node);
  return kindOf(tree, inner) === Kind.AttrsetExpression && childByField(tree, inner, Field.Binding) === none;
}

/** What a literal's value is, for comparisons of literals. */
export type LiteralType = "integer" | "float" | "string" | "list" | "set" | "function" | "boolean" | "null" | "path";

/** Returns the type of an expression that its form gives away, or null. */
export function literalType(ctx: FileContext, node: NodeIndex): LiteralType | null {
  const inner = unwrapParentheses(ctx.tree, node);
  switch (kindOf(ctx.tree, inner)) {
    case Kind.IntegerExpression:
      return "integer";
    case Kind.FloatExpression:
      return "float";
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.UriExpression:
      return "string";
    case Kind.ListExpression:
      return "list";
    case Kind.AttrsetExpression:
    case Kind.RecAttrsetExpression:
      return "set";
    case Kind.FunctionExpression:
      return "function";
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return "path";
    default:
      if (isNull(ctx, inner)) return "null";
      return isBoolean(ctx, inner) ? "boolean" : null;
  }
}

/** Returns the bindings (with `inherit`s) of a set or `let`. */
export function bindingsOf({ tree }: FileContext, node: NodeIndex): NodeIndex[] {
  return childrenByField(tree, node, Field.Binding);
}

/** Returns the static names of a binding's path, null where one is computed; null for `inherit`. */
export function pathNames({ tree }: FileContext, binding: NodeIndex): (string | null)[] | null {
  if (kindOf(tree, binding) !== Kind.Binding) return null;
  const attrpath = childByField(tree, binding, Field.Attrpath);
  return childrenByField(tree, attrpath, Field.Attr).map((attr) => staticName(tree, attr));
}

/** Returns the value of the binding of a plain name in a set, or `none`. */
export function valueOfAttr(ctx: FileContext, set: NodeIndex, name: string): NodeIndex {
  for (const binding of bindingsOf(ctx, set)) {
    const names = pathNames(ctx, binding);
    if (names?.length === 1 && names[0] === name) return childByField(ctx.tree, binding, Field.Expression);
  }
  return none;
}

/** Tells whether a documentation comment stands before a binding. It speaks of the binding, and not of an `inherit`. */
export function isDocumented({ tree }: FileContext, binding: NodeIndex): boolean {
  return kindOf(tree, binding - 1) === Kind.Comment && latin1Of(tree, binding - 1).startsWith("/**");
}

/** Tells whether two expressions are written the same, white space and comments aside. */
export function sameText({ tree }: FileContext, left: NodeIndex, right: NodeIndex): boolean {
  return tokensOf(tree, left) === tokensOf(tree, right);
}

function tokensOf(tree: FileContext["tree"], node: NodeIndex): string {
  const words: string[] = [];
  const end = node + (tree.records[node * 4 + 3] ?? 1);
  for (let at = node; at < end; at++) {
    const isLeaf = (tree.records[at * 4 + 3] ?? 1) === 1;
    if (!isLeaf || kindOf(tree, at) === Kind.Comment) continue;
    words.push(latin1Of(tree, at));
  }
  return words.join(" ");
}

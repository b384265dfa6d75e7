/** What sort of thing an expression is, for icons and outlines. */
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import type { SymbolSort } from "../results.ts";

/** Returns the sort of an expression, `fallback` where only evaluation would tell. */
export function sortOf(tree: Tree, expression: NodeIndex, fallback: SymbolSort): SymbolSort {
  if (expression === none) return fallback;
  let node = unwrapParentheses(tree, expression);
  while (bodied.has(kindOf(tree, node))) {
    const body = childByField(tree, node, Field.Body);
    if (body === none) return fallback;
    node = unwrapParentheses(tree, body);
  }
  return sorts.get(kindOf(tree, node)) ?? fallback;
}

const bodied: ReadonlySet<Kind> = new Set<Kind>([Kind.LetExpression, Kind.WithExpression, Kind.AssertExpression]);

const sorts: ReadonlyMap<Kind, SymbolSort> = new Map<Kind, SymbolSort>([
  [Kind.FunctionExpression, "function"],
  [Kind.AttrsetExpression, "set"],
  [Kind.RecAttrsetExpression, "set"],
  [Kind.ListExpression, "list"],
  [Kind.StringExpression, "string"],
  [Kind.IndentedStringExpression, "string"],
  [Kind.UriExpression, "string"],
  [Kind.PathExpression, "file"],
  [Kind.HpathExpression, "file"],
  [Kind.SpathExpression, "file"],
  [Kind.IntegerExpression, "number"],
  [Kind.FloatExpression, "number"],
  [Kind.TrueExpression, "boolean"],
  [Kind.FalseExpression, "boolean"],
  [Kind.NullExpression, "null"],
]);

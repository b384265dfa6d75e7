/**
 * Names of attributes. A name is static if it is written out: an identifier, a string without interpolations, or an
 * interpolation of nothing but such a string (specification B.3).
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByField, childrenByField, kindOf, latin1Of, type NodeIndex, none, type Tree } from "../cst/tree.ts";
import { plainText } from "./string-parts.ts";
import { expressionOf, unwrapParentheses } from "./visit.ts";

/** Returns the attribute nodes on the path of a binding, a selection or a `?`. */
export function attrsOf(tree: Tree, node: NodeIndex): NodeIndex[] {
  return childrenByField(tree, childByField(tree, node, Field.Attrpath), Field.Attr);
}

/** Returns the name an attribute node writes, one character per byte, or null where it is computed. */
export function staticName(tree: Tree, attr: NodeIndex): string | null {
  switch (kindOf(tree, attr)) {
    case Kind.Identifier:
      return latin1Of(tree, attr);
    case Kind.StringExpression:
      return plainText(tree, attr);
    case Kind.Interpolation:
      return interpolatedName(tree, attr);
    default:
      return null;
  }
}

/** Parentheses leave no trace in the evaluators' trees, and a URL is a string. */
function interpolatedName(tree: Tree, interpolation: NodeIndex): string | null {
  const expression = expressionOf(tree, interpolation);
  if (expression === none) return null;
  const inner = unwrapParentheses(tree, expression);
  switch (kindOf(tree, inner)) {
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
      return plainText(tree, inner);
    case Kind.UriExpression:
      return latin1Of(tree, inner);
    default:
      return null;
  }
}

/** Tells whether the bytes of a name can stand without quotes, in a language with these further reserved words. */
export function isIdentifier(name: string, reserved: ReadonlySet<string>): boolean {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) && !reserved.has(name);
}

const keywords = ["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit"];

/** Words that are no attribute names without quotes in legacy; `or` is one, oddly. */
export const legacyKeywords: ReadonlySet<string> = new Set(keywords);

/** Words that are no attribute names without quotes in Nix 2. */
export const nix2Keywords: ReadonlySet<string> = new Set([...keywords, "or", "null", "true", "false"]);

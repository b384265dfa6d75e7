/**
 * Values without white space between them: `a"b"`, `0x10`, `1.2.3`. Lix refuses an operand that is one token directly
 * behind another one, and a selection from an integer; after an attribute path it does not look.
 */
import { Field, Kind } from "../../cst/kinds.generated.ts";
import {
  childByField,
  endOf,
  isNamed,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  startOf,
  type Tree,
} from "../../cst/tree.ts";
import type { DeprecatedSite, Detector, LixVerdict } from "./detector.ts";

export interface TokenWhitespaceSite extends DeprecatedSite {
  /** `glued` takes a space at the start of the span; `number-selection` never evaluates and has no repair. */
  readonly form: "glued" | "number-selection";
}

/** Finds neighbours that touch; the span is empty and between them. */
export const tokenWhitespace: Detector<TokenWhitespaceSite> = {
  code: "langver/token-whitespace",
  feature: "token-boundaries",
  lixFeature: "tokens-no-whitespace",
  kinds: [Kind.ApplyExpression, Kind.ListExpression, Kind.SelectExpression],
  find({ tree }, node, add) {
    switch (kindOf(tree, node)) {
      case Kind.ApplyExpression:
      case Kind.ListExpression:
        return addGluedChildren(tree, node, add);
      default:
        return addNumberSelection(tree, node, add);
    }
  },
};

/** Looks at children that touch; there are no tokens between functions and arguments or elements. */
function addGluedChildren(tree: Tree, node: NodeIndex, add: (site: TokenWhitespaceSite) => void): void {
  const end = node + sizeOf(tree, node);
  let before = node + 1;
  for (let child = before + sizeOf(tree, before); child < end; child += sizeOf(tree, child)) {
    const isOperand = isNamed(tree, before) && isNamed(tree, child);
    if (isOperand && endOf(tree, before) === startOf(tree, child)) addGlued(tree, before, child, add);
    before = child;
  }
}

function addGlued(tree: Tree, before: NodeIndex, after: NodeIndex, add: (site: TokenWhitespaceSite) => void): void {
  const at = startOf(tree, after);
  if (!isToken(kindOf(tree, firstOperand(tree, after)))) return;
  const verdict = verdictBehind(tree, before);
  if (verdict === null) return;
  add({ span: { start: at, end: at }, verdict, message: "found two values side by side", form: "glued" });
}

/** Returns the operand a function, argument or element begins with. */
function firstOperand(tree: Tree, node: NodeIndex): NodeIndex {
  let operand = node;
  for (;;) {
    const kind = kindOf(tree, operand);
    if (kind === Kind.SelectExpression) operand = childByField(tree, operand, Field.Expression);
    else if (kind === Kind.ApplyExpression) operand = childByField(tree, operand, Field.Function);
    else return operand;
  }
}

/** Returns what Lix does about a token directly behind the node, or null where nothing is wrong with that. */
function verdictBehind(tree: Tree, node: NodeIndex): LixVerdict | null {
  let operand = node;
  for (;;) {
    const kind = kindOf(tree, operand);
    if (kind === Kind.ApplyExpression) operand = childByField(tree, operand, Field.Argument);
    else if (kind === Kind.SelectExpression) {
      const fallback = childByField(tree, operand, Field.Default);
      if (fallback === none) return "gap";
      operand = fallback;
    } else return isToken(kind) ? "error" : null;
  }
}

/** Tells whether an operand is a single token in the sense of Lix. */
function isToken(kind: Kind): boolean {
  switch (kind) {
    case Kind.VariableExpression:
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
    case Kind.SpathExpression:
    case Kind.UriExpression:
      return true;
    default:
      return false;
  }
}

/** `0.a`: `0.` is no float, so this selects from an integer. */
function addNumberSelection(tree: Tree, node: NodeIndex, add: (site: TokenWhitespaceSite) => void): void {
  const base = childByField(tree, node, Field.Expression);
  const dot = endOf(tree, base);
  if (kindOf(tree, base) !== Kind.IntegerExpression || tree.source[dot] !== 0x2e) return;
  if (!/[A-Za-z_"]/.test(String.fromCharCode(tree.source[dot + 1] ?? 0))) return;
  const message = "found a selection from a number";
  add({ span: { start: dot, end: dot }, verdict: "error", message, form: "number-selection" });
}

/**
 * What edition `lix` reads as legacy does, and a later edition differently or not at all. Nothing of this is rewritten
 * on the way to `lix`; who wants to go further can see it coming.
 */
import {
  childByField,
  childrenByField,
  type DeprecatedSite,
  type Detector,
  Field,
  indentedTabs,
  Kind,
  kindOf,
  nix2Hazards,
  type NodeIndex,
  none,
  spanOf,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";

/** Finds `$${x}`, which interpolates in Nix 2. */
export const dollarDollarBrace: Detector = {
  code: "langver/dollar-dollar-brace",
  feature: "string-escapes",
  lixFeature: null,
  kinds: [Kind.StringExpression, Kind.IndentedStringExpression],
  find({ tree }, node, add) {
    for (const { kind, span } of nix2Hazards(tree, node)) {
      if (kind !== "dollar") continue;
      add({ span, verdict: "gap", message: "found `$${`, which is text here and an interpolation in Nix 2" });
    }
  },
};

/** `args@{ a ? 1 }`, whose `args` may have the defaults one day. */
const atPatternDefaults: Detector = {
  code: "langver/at-pattern-defaults",
  feature: "args-include-defaults",
  lixFeature: null,
  kinds: [Kind.FunctionExpression],
  find({ tree }, node, add) {
    const universal = childByField(tree, node, Field.Universal);
    const formals = childByField(tree, node, Field.Formals);
    if (universal === none || formals === none) return;
    const isOptional = (formal: NodeIndex): boolean => childByField(tree, formal, Field.Default) !== none;
    if (!childrenByField(tree, formals, Field.Formal).some(isOptional)) return;
    add(siteAt(tree, universal, "found a name for all arguments, which does not have the defaults yet"));
  },
};

/** `a ? b ? c` and `-a ? b`, where Nix 2 wants parentheses. */
const hasAttrOperand: Detector = {
  code: "langver/has-attr-operand",
  feature: "select-default",
  lixFeature: null,
  kinds: [Kind.HasAttrExpression],
  find({ tree }, node, add) {
    const kind = kindOf(tree, childByField(tree, node, Field.Expression));
    if (kind !== Kind.HasAttrExpression && kind !== Kind.UnaryExpression) return;
    add(siteAt(tree, childByField(tree, node, Field.Operator), "found `?` behind an operator, expected parentheses"));
  },
};

const arithmetic: ReadonlySet<Kind> = new Set<Kind>([Kind.Plus, Kind.Minus, Kind.Star, Kind.Slash]);
const comparison: ReadonlySet<Kind> = new Set<Kind>([Kind.Less, Kind.LessEqual, Kind.Greater, Kind.GreaterEqual]);

/** Arithmetic with a float that is written out; other floats only evaluation knows. */
const floatArithmetic: Detector = {
  code: "langver/float-arithmetic",
  feature: "opaque-floats",
  lixFeature: null,
  kinds: [Kind.BinaryExpression],
  find({ tree }, node, add) {
    const operator = childByField(tree, node, Field.Operator);
    const kind = kindOf(tree, operator);
    if (!arithmetic.has(kind) && !comparison.has(kind)) return;
    const operands = [childByField(tree, node, Field.Left), childByField(tree, node, Field.Right)];
    const isFloat = (operand: NodeIndex): boolean =>
      kindOf(tree, unwrapParentheses(tree, operand)) === Kind.FloatExpression;
    if (operands.some(isFloat)) add(siteAt(tree, operator, "found arithmetic with a float, which may not stay"));
  },
};

function siteAt(tree: Tree, node: NodeIndex, message: string): DeprecatedSite {
  return { span: spanOf(tree, node), verdict: "gap", message };
}

/** The detectors of what comes after edition `lix`, in the order of their codes. */
export const aheadDetectors: readonly Detector[] = [
  atPatternDefaults,
  dollarDollarBrace,
  floatArithmetic,
  hasAttrOperand,
  indentedTabs,
];

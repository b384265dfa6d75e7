/**
 * Floats without a digit before the dot. Lix warns; Nix 2 reads `x.5` as an element of a list.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { endOf, type NodeIndex, startOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface FloatLeadingDotSite extends DeprecatedSite {
  /** The `float_expression`. */
  readonly node: NodeIndex;
  /** Whether a token touches the dot, so that a `0` written before it would join that token or read as its element. */
  readonly touchesToken: boolean;
}

/** Finds every float that starts with its dot. */
export const floatLeadingDot: Detector<FloatLeadingDotSite> = {
  code: "langver/float-leading-dot",
  feature: "float-digits",
  lixFeature: "floating-without-zero",
  kinds: [Kind.FloatExpression],
  find({ tree }, node, add) {
    const start = startOf(tree, node);
    if (tree.source[start] !== 0x2e) return;
    const span = { start, end: endOf(tree, node) };
    const touchesToken = /[A-Za-z0-9_'"\])}>.-]/.test(String.fromCharCode(tree.source[start - 1] ?? 0x20));
    add({ span, verdict: "warning", message: "found a float without a digit before the dot", node, touchesToken });
  },
};

/**
 * `let { …; body = e; }`, which is `(rec { … }).body`. Lix refuses it, Nix 2 does not have it.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { childByKind, endOf, type NodeIndex, startOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface AncientLetSite extends DeprecatedSite {
  /** The `let_attrset_expression`; `bindingTree` says what it defines. */
  readonly node: NodeIndex;
}

/** Finds every `let_attrset_expression`; the span is `let {`. */
export const ancientLet: Detector<AncientLetSite> = {
  code: "langver/ancient-let",
  feature: "no-ancient-let",
  lixFeature: "ancient-let",
  kinds: [Kind.LetAttrsetExpression],
  find({ tree }, node, add) {
    const span = { start: startOf(tree, node), end: endOf(tree, childByKind(tree, node, Kind.LeftBrace)) };
    add({ span, verdict: "error", message: "found `let { … }`", node });
  },
};

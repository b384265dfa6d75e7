/**
 * A computed name in a recursive set: it sees the names of the set but is none of them. Lix warns.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { type NodeIndex, spanOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface RecDynamicAttrSite extends DeprecatedSite {
  /** The set or `let { }` that holds the binding. */
  readonly set: NodeIndex;
  /** The attribute node that computes the name. */
  readonly attr: NodeIndex;
}

/** Finds computed names whose set is recursive. */
export const recDynamicAttr: Detector<RecDynamicAttrSite> = {
  code: "langver/rec-dynamic-attr",
  feature: "no-rec-dynamic-attrs",
  lixFeature: "rec-set-dynamic-attrs",
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetAttrsetExpression, Kind.LetExpression],
  find(context, set, add) {
    for (const event of context.bindingEvents(set)) {
      if (event.kind !== "dynamic-in-rec") continue;
      const { attr } = event;
      const span = spanOf(context.tree, attr);
      add({ span, verdict: "warning", message: "found a computed name in a recursive set", set, attr });
    }
  },
};

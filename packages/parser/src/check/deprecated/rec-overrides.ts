/**
 * `__overrides` in a recursive set replaces attributes and what the others see of them. Lix refuses it where a path
 * defines it; `inherit __overrides` goes unnoticed and has the same effect.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { type NodeIndex, spanOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface RecOverridesSite extends DeprecatedSite {
  /** The set or `let { }` in which the name was met. */
  readonly set: NodeIndex;
  /** The attribute node that defines `__overrides`. */
  readonly attr: NodeIndex;
  readonly inherited: boolean;
}

/** Finds static `__overrides` in recursive sets. */
export const recOverrides: Detector<RecOverridesSite> = {
  code: "langver/rec-overrides",
  feature: "no-rec-overrides",
  lixFeature: "rec-set-overrides",
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetAttrsetExpression, Kind.LetExpression],
  find(context, set, add) {
    for (const event of context.bindingEvents(set)) {
      if (event.kind !== "overrides-in-rec") continue;
      const { attr, inherited } = event;
      const span = spanOf(context.tree, attr);
      const message = "found `__overrides` in a recursive set";
      add({ span, verdict: inherited ? "gap" : "error", message, set, attr, inherited });
    }
  },
};

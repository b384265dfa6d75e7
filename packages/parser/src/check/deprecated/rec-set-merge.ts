/**
 * A recursive set and a plain one that are merged: the first decides for both whether names see one another. Lix refuses
 * two literals that differ and a name added by path to a recursive literal, but not a path that adds a set to one.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import type { BindingEvent } from "../../ast/bindings.ts";
import { type NodeIndex, spanOf } from "../../cst/tree.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface RecSetMergeSite extends DeprecatedSite {
  /** The set or `let` that holds both definitions. */
  readonly set: NodeIndex;
  /** The attribute node of the later definition. */
  readonly attr: NodeIndex;
  /** The attribute node, or for a path into a literal the literal, that came first. */
  readonly previous: NodeIndex;
  /** The literal that is poured in, or that a path reaches into. */
  readonly literal: NodeIndex;
  readonly path: readonly string[];
}

/** Finds merges of which one side is recursive. */
export const recSetMerge: Detector<RecSetMergeSite> = {
  code: "langver/rec-set-merge",
  feature: "no-mixed-rec-merge",
  lixFeature: "rec-set-merges",
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetAttrsetExpression, Kind.LetExpression],
  find(context, set, add) {
    for (const event of context.bindingEvents(set)) {
      if ((event.kind !== "merge" && event.kind !== "extend") || !isMixed(event)) continue;
      const { attr, previous, literal, path } = event;
      const span = spanOf(context.tree, attr);
      const verdict = event.kind === "extend" && !event.direct ? "gap" : "error";
      const message = `found a definition of \`${path.join(".")}\` that merges a recursive set with a plain one`;
      add({ span, verdict, message, set, attr, previous, literal, path });
    }
  },
};

function isMixed(event: Extract<BindingEvent, { kind: "merge" | "extend" }>): boolean {
  return event.kind === "merge" ? event.literalRecursive !== event.targetRecursive : event.recursive;
}

/**
 * `inherit;` and `inherit (e);` go. Sound: they define nothing, and `e` is never evaluated.
 */
import { childByField, Field, Kind, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeNode, safeFix } from "../../facts/edits.ts";

/** Reports `inherit` without names. */
export const emptyInheritRule: Rule = defineRule({
  group: "dead",
  name: "empty-inherit",
  code: "LX308",
  summary: "an `inherit` names nothing",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Inherit, Kind.InheritFrom],
  check(node, ctx) {
    if (childByField(ctx.tree, node, Field.Attrs) !== none) return;
    ctx.report(node, "the `inherit` names nothing", { fix: safeFix("remove it", removeNode(ctx, node)) });
  },
});

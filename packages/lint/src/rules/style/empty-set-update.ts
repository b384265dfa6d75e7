/**
 * `{ } // x` ⇒ `x`. Sound where `x` is a set by its form; anywhere else the operator checks that it is one.
 */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isEmptySet, isSet, operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports updates with the empty set. */
export const emptySetUpdateRule: Rule = defineRule({
  group: "style",
  name: "empty-set-update",
  code: "LX414",
  summary: "an update with the empty set",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    if (operatorName(ctx, node) !== "update") return;
    const { left, right } = operandsOf(ctx, node);
    const isLeft = isEmptySet(ctx, left);
    if (!isLeft && !isEmptySet(ctx, right)) return;
    const other = isLeft ? right : left;
    const message = "update with the empty set";
    const events = ctx.bindingEvents(other);
    const bindings = ctx.resolution().bindings.get(other);
    const isPlain =
      isSet(ctx, other) && bindings?.dynamics.length === 0 && bindings.splats.length === 0 && events.length === 0;
    if (!isPlain) ctx.report(node, message, { noFix: "the other side may be no set" });
    else
      ctx.report(node, message, {
        fix: safeFix("keep the other side", ...keepOnly(ctx, node, other, levelOf(ctx, other))),
      });
  },
});

/**
 * `[ ] ++ x` ⇒ `x`. Sound where `x` is a list by its form; anywhere else the operator checks that it is one, and the fix
 * would not.
 */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isEmptyList, isList, operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports concatenations with the empty list. */
export const emptyListConcatRule: Rule = defineRule({
  group: "style",
  name: "empty-list-concat",
  code: "LX413",
  summary: "a concatenation with the empty list",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    if (operatorName(ctx, node) !== "concat") return;
    const { left, right } = operandsOf(ctx, node);
    const isLeft = isEmptyList(ctx, left);
    if (!isLeft && !isEmptyList(ctx, right)) return;
    const other = isLeft ? right : left;
    const message = "concatenation with the empty list";
    const isKnown = isList(ctx, other) || operatorName(ctx, other) === "concat";
    if (!isKnown) ctx.report(node, message, { noFix: "the other side may be no list" });
    else
      ctx.report(node, message, {
        fix: safeFix("keep the other side", ...keepOnly(ctx, node, other, levelOf(ctx, other))),
      });
  },
});

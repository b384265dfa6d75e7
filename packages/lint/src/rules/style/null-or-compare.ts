/**
 * `if x == null then d else x` and the like: a default for null. Reported only; a helper such as `lib.defaultTo` says
 * the same.
 */
import { childByField, Field, Kind, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isNull, operandsOf, operatorName, sameText } from "../../facts/shape.ts";

/** Reports conditionals that give a default for null. */
export const nullOrCompareRule: Rule = defineRule({
  group: "style",
  name: "null-or-compare",
  code: "LX428",
  summary: "a conditional gives a default for `null`",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.IfExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const test = unwrapParentheses(tree, childByField(tree, node, Field.Condition));
    const operator = operatorName(ctx, test);
    if (operator !== "equal" && operator !== "not-equal") return;
    const { left, right } = operandsOf(ctx, test);
    const subject = isNull(ctx, right) ? left : isNull(ctx, left) ? right : null;
    if (subject === null) return;
    const kept = childByField(tree, node, operator === "equal" ? Field.Alternative : Field.Consequence);
    if (sameText(ctx, subject, kept)) ctx.report(node, "this is a default for `null`, `lib.defaultTo default value`");
  },
});

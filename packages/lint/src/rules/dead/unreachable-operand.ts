/**
 * `false && x`, `true || x`, `false -> x`: the right side is never evaluated. Sound: the left side is the value.
 */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix } from "../../facts/edits.ts";
import { literalBoolean, operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports operands that a literal keeps from being evaluated. */
export const unreachableOperandRule: Rule = defineRule({
  group: "dead",
  name: "unreachable-operand",
  code: "LX311",
  summary: "a literal on the left keeps the right side from being evaluated",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const operator = operatorName(ctx, node);
    if (operator !== "and" && operator !== "or" && operator !== "implies") return;
    const { left, right } = operandsOf(ctx, node);
    const value = literalBoolean(ctx, left);
    if (value === null || value !== (operator === "or")) return;
    const result = operator === "and" ? "false" : "true";
    const fix = safeFix(`write \`${result}\``, replaceExpression(ctx, node, result, 0));
    ctx.report(right, "this is never evaluated", { fix });
  },
});

/** Functions are never equal, so a comparison with one says nothing. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { literalType, operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports comparisons with a function. */
export const functionComparisonRule: Rule = defineRule({
  group: "correct",
  name: "function-comparison",
  code: "LX119",
  summary: "a comparison with a function",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const operator = operatorName(ctx, node);
    if (operator !== "equal" && operator !== "not-equal") return;
    const { left, right } = operandsOf(ctx, node);
    const functions = [left, right].filter((side) => literalType(ctx, side) === "function");
    // With a value of another type the other rule says more.
    const others = [left, right].filter((side) => literalType(ctx, side) !== null);
    if (functions.length > 0 && others.length === functions.length) ctx.report(node, "functions are never equal");
  },
});

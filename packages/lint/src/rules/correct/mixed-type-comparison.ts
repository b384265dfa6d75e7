/** `1 == "1"` is false whatever happens, and `1 < "1"` fails. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { literalType, operandsOf, operatorName } from "../../facts/shape.ts";

const comparisons: ReadonlySet<string> = new Set([
  "equal",
  "not-equal",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
]);

/** Reports comparisons of values that cannot be equal. */
export const mixedTypeComparisonRule: Rule = defineRule({
  group: "correct",
  name: "mixed-type-comparison",
  code: "LX118",
  summary: "a comparison of values of different types",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const operator = operatorName(ctx, node);
    if (operator === null || !comparisons.has(operator)) return;
    const { left, right } = operandsOf(ctx, node);
    const leftType = literalType(ctx, left);
    if (leftType === null) return;
    const rightType = literalType(ctx, right);
    if (rightType === null || leftType === rightType) return;
    const numbers = new Set<string>(["integer", "float"]);
    if (numbers.has(leftType) && numbers.has(rightType)) return;
    ctx.report(node, `compares ${withArticle(leftType)} with ${withArticle(rightType)}`);
  },
});

function withArticle(type: string): string {
  if (type === "null") return type;
  return `${type === "integer" ? "an" : "a"} ${type}`;
}

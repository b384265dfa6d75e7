/** Arithmetic with a float literal: what floats do is the part of the language that is still to be settled. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { literalType, operandsOf, operatorName } from "../../facts/shape.ts";

const arithmetic: ReadonlySet<string> = new Set([
  "plus",
  "subtract",
  "multiply",
  "divide",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
]);

/** Reports arithmetic with float literals. */
export const floatArithmeticRule: Rule = defineRule({
  group: "langver",
  name: "float-arithmetic",
  code: "LX228",
  summary: "arithmetic with floats",
  severity: "info",
  preset: "nix2",
  fix: "none",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    if (!arithmetic.has(operatorName(ctx, node) ?? "")) return;
    const { left, right } = operandsOf(ctx, node);
    const isFloat = literalType(ctx, left) === "float" || literalType(ctx, right) === "float";
    if (isFloat) ctx.report(node, "arithmetic with floats may change with the language version");
  },
});

/**
 * `!!x` ⇒ `x`. Sound where `x` can only be a boolean by its form, else unsafe: the first refuses what is none.
 */
import { childByField, Field, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isBoolean, operatorKind } from "../../facts/shape.ts";

/** Reports double negations. */
export const doubleNegationRule: Rule = defineRule({
  group: "style",
  name: "double-negation",
  code: "LX409",
  summary: "a double negation",
  severity: "info",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.UnaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (operatorKind(ctx, node) !== Kind.Bang) return;
    const inner = unwrapParentheses(tree, childByField(tree, node, Field.Argument));
    if (kindOf(tree, inner) !== Kind.UnaryExpression || operatorKind(ctx, inner) !== Kind.Bang) return;
    const operand = childByField(tree, inner, Field.Argument);
    const edit = replaceExpression(ctx, node, ctx.text(operand), levelOf(ctx, operand));
    const fix = isBoolean(ctx, operand) ? safeFix("drop both", edit) : unsafeFix("drop both", edit);
    ctx.report(node, "a double negation", { fix });
  },
});

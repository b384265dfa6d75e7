/**
 * `!(a == b)` ⇒ `a != b`. Sound: `!=` is defined so. In parentheses where the place binds tighter.
 */
import { childByField, Field, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { operandsOf, operatorKind, operatorName } from "../../facts/shape.ts";

const opposites: Readonly<Record<string, string>> = { equal: "!=", "not-equal": "==" };

/** Reports negated equalities. */
export const negatedEqualityRule: Rule = defineRule({
  group: "style",
  name: "negated-equality",
  code: "LX408",
  summary: "a negated equality has an operator of its own",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.UnaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const argument = childByField(tree, node, Field.Argument);
    if (operatorKind(ctx, node) !== Kind.Bang || kindOf(tree, argument) !== Kind.ParenthesizedExpression) return;
    const inner = unwrapParentheses(tree, argument);
    const opposite = opposites[operatorName(ctx, inner) ?? ""];
    if (opposite === undefined) return;
    const { left, right } = operandsOf(ctx, inner);
    const text = `${ctx.text(left)} ${opposite} ${ctx.text(right)}`;
    const fix = safeFix(`write \`${opposite}\``, replaceExpression(ctx, node, text, levelOf(ctx, inner)));
    ctx.report(node, `could be \`${opposite}\``, { fix });
  },
});

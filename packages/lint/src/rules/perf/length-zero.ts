/** `length xs == 0` is `xs == [ ]`. Unsafe: the first refuses what is no list. */
import { Kind, unwrapParentheses, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, knownFunctionAt } from "../../facts/calls.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { operandsOf, operatorKind, operatorName } from "../../facts/shape.ts";

const equalityLevel = 11;

/** Reports comparisons of a length with zero. */
export const lengthZeroRule: Rule = defineRule({
  group: "perf",
  name: "length-zero",
  code: "LX502",
  summary: "a length is compared with zero",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const operator = operatorName(ctx, node);
    if (operator !== "equal" && operator !== "not-equal" && operator !== "greater") return;
    const { left, right } = operandsOf(ctx, node);
    const counted = unwrapParentheses(tree, left);
    if (ctx.name(right) !== "0" || kindOf(tree, counted) !== Kind.ApplyExpression) return;
    const call = callAt(ctx, counted);
    const [list] = call?.args ?? [];
    if (call === null || list === undefined || call.args.length !== 1 || knownFunctionAt(ctx, call.callee) !== "length")
      return;
    const sign = operatorKind(ctx, node) === Kind.EqualEqual ? "==" : "!=";
    const text = `${levelOf(ctx, list) > 1 ? `(${ctx.text(list)})` : ctx.text(list)} ${sign} [ ]`;
    ctx.report(node, `could be \`${sign} [ ]\``, {
      fix: unsafeFix(`write \`${sign} [ ]\``, replaceExpression(ctx, node, text, equalityLevel)),
    });
  },
});

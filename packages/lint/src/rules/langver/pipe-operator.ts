/**
 * `lib.pipe x [ f g ] ⇒ x |> f |> g` in Nix 2. Not quite the same: `lib.pipe` forces what is between, so a `throw` that
 * nobody needs goes unnoticed afterwards.
 */
import {
  childrenByField,
  Field,
  infixOperator,
  Kind,
  kindOf,
  type NodeIndex,
  unwrapParentheses,
} from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";

/** Reports calls of `lib.pipe` with a list that is written out. */
export const pipeOperatorRule: Rule = defineRule({
  group: "langver",
  name: "pipe-operator",
  code: "LX247",
  summary: "a call of `lib.pipe` that can be pipes",
  severity: "info",
  preset: "none",
  fix: "unsafe",
  since: "0.1",
  dialect: "nix2",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [value, list, ...more] = call?.args ?? [];
    if (call === null || value === undefined || list === undefined || more.length > 0) return;
    if (libFunctionAt(ctx, call.callee) !== "pipe" || kindOf(tree, list) !== Kind.ListExpression) return;
    const steps = childrenByField(tree, list, Field.Element);
    const level = infixOperator(Kind.PipeRight)?.level ?? 0;
    if (steps.length === 0 || steps.some((step) => kindOf(tree, step) === Kind.ListUnpack)) return;
    const parts = [value, ...steps].map((part) => operandText(ctx, part, level));
    ctx.report(call.callee, "this can be written with `|>`", {
      fix: unsafeFix("write `|>`", replaceExpression(ctx, node, parts.join(" |> "), level)),
    });
  },
});

/** Arguments and elements are in parentheses already where they need some; now fewer do. */
function operandText(ctx: RuleContext, node: NodeIndex, level: number): string {
  const inner = unwrapParentheses(ctx.tree, node);
  return levelOf(ctx, inner) < level ? ctx.text(inner) : `(${ctx.text(inner)})`;
}

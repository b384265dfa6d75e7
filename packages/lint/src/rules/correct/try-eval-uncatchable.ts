/** `tryEval` catches `throw` and failed assertions, and only down to the outermost value. */
import { Kind, kindOf, type NodeIndex, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt, callAt, flattenCall } from "../../facts/calls.ts";

const literals: ReadonlySet<number> = new Set([Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.ListExpression]);

/** Reports calls of `tryEval` that cannot catch anything. */
export const tryEvalUncatchableRule: Rule = defineRule({
  group: "correct",
  name: "try-eval-uncatchable",
  code: "LX120",
  summary: "`tryEval` cannot catch anything here",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = callAt(ctx, node);
    const [argument] = call?.args ?? [];
    if (call === null || argument === undefined || builtinAt(ctx, call.callee) !== "tryEval") return;
    const value = unwrapParentheses(ctx.tree, argument);
    const kind = kindOf(ctx.tree, value);
    if (literals.has(kind)) {
      // Names that are computed are, other than values.
      if ((ctx.resolution().bindings.get(value)?.dynamics.length ?? 0) > 0) return;
      return ctx.report(argument, "`tryEval` stops at the set or list; what is in it is not evaluated", {
        notes: ["`builtins.deepSeq x x` inside evaluates all of it"],
      });
    }
    if (kind !== Kind.ApplyExpression) return;
    const { callee, args } = flattenCall(ctx, value);
    const [reason] = args;
    if (builtinAt(ctx, callee) !== "abort" || (reason !== undefined && throwsFirst(ctx, reason))) return;
    ctx.report(argument, "`tryEval` does not catch `abort`");
  },
});

/** The reason is evaluated before `abort` ends everything; if it throws, that is caught. */
function throwsFirst(ctx: RuleContext, reason: NodeIndex): boolean {
  const value = unwrapParentheses(ctx.tree, reason);
  return kindOf(ctx.tree, value) === Kind.ApplyExpression && builtinAt(ctx, flattenCall(ctx, value).callee) === "throw";
}

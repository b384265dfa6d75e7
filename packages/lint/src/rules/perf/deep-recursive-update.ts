/** `foldl' recursiveUpdate { } sets` walks through everything that is merged already, once more for every set. */
import { Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, flattenCall, knownFunctionAt } from "../../facts/calls.ts";
import { isShortList } from "../../facts/iteration.ts";

/** Calls of `recursiveUpdate` in one another from which on a fold would be meant. */
const deep = 4;

/** Reports folds and deep chains of `recursiveUpdate`. */
export const deepRecursiveUpdateRule: Rule = defineRule({
  group: "perf",
  name: "deep-recursive-update",
  code: "LX510",
  summary: "many sets are merged in depth, one after the other",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const call = callAt(ctx, node);
    const [first] = call?.args ?? [];
    if (call === null || first === undefined) return;
    const name = knownFunctionAt(ctx, call.callee);
    const notes = [
      "every step walks through all that is merged already; `lib.mergeAttrsList` does for sets that are flat",
    ];
    const isFold = name === "foldl'" || name === "foldl" || name === "foldr" || name === "fold";
    const list = call.args[2];
    const isShort = list !== undefined && isShortList(ctx, list);
    if (isFold && !isShort && knownFunctionAt(ctx, unwrapParentheses(ctx.tree, first)) === "recursiveUpdate") {
      return ctx.report(first, "a fold merges sets in depth, one after the other", { notes });
    }
    if (name !== "recursiveUpdate" || isInside(ctx, node)) return;
    const depth = depthOf(ctx, node);
    if (depth >= deep) ctx.report(call.callee, `${depth} merges in depth, one in the other`, { notes });
  },
});

function depthOf(ctx: RuleContext, node: number): number {
  const inner = unwrapParentheses(ctx.tree, node);
  if (kindOf(ctx.tree, inner) !== Kind.ApplyExpression) return 0;
  const { callee, args } = flattenCall(ctx, inner);
  if (knownFunctionAt(ctx, callee) !== "recursiveUpdate") return 0;
  return 1 + Math.max(0, ...args.map((arg) => depthOf(ctx, arg)));
}

/** Tells whether the call is an argument of another `recursiveUpdate`, which speaks for both. */
function isInside(ctx: RuleContext, node: number): boolean {
  let at = ctx.parent(node);
  while (kindOf(ctx.tree, at) === Kind.ParenthesizedExpression) at = ctx.parent(at);
  if (kindOf(ctx.tree, at) !== Kind.ApplyExpression) return false;
  return knownFunctionAt(ctx, flattenCall(ctx, at).callee) === "recursiveUpdate";
}

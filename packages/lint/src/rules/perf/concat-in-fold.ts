/** A fold whose function appends to its accumulator copies the list each time. */
import { childByField, Field, Kind, kindOf, type NodeIndex, sizeOf, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, knownFunctionAt, variableName } from "../../facts/calls.ts";
import { isShortList } from "../../facts/iteration.ts";
import { operandsOf, operatorName } from "../../facts/shape.ts";

/** Reports folds that append lists or update sets. */
export const concatInFoldRule: Rule = defineRule({
  group: "perf",
  name: "concat-in-fold",
  code: "LX501",
  summary: "a fold copies its accumulator in every step",
  severity: "info",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [fn, , list] = call?.args ?? [];
    if (call === null || fn === undefined) return;
    const step = unwrapParentheses(tree, fn);
    if (kindOf(tree, step) !== Kind.FunctionExpression) return;
    const name = knownFunctionAt(ctx, call.callee);
    if (name !== "foldl'" && name !== "foldl") return;
    if (list !== undefined && isShortList(ctx, list)) return;
    const accumulator = childByField(tree, step, Field.Universal);
    const inner = childByField(tree, step, Field.Body);
    if (accumulator < 0 || kindOf(tree, inner) !== Kind.FunctionExpression) return;
    const body = unwrapParentheses(tree, childByField(tree, inner, Field.Body));
    const operator = operatorName(ctx, body);
    if (operator !== "concat" && operator !== "update") return;
    const { left, right } = operandsOf(ctx, body);
    if (variableName(ctx, left) !== ctx.name(accumulator) || usesAccumulator(ctx, right, accumulator)) return;
    const better = operator === "concat" ? "`builtins.concatMap`" : "`builtins.listToAttrs` or `lib.mergeAttrsList`";
    ctx.report(body, `every step copies \`${ctx.text(accumulator)}\``, { notes: [`${better} takes one pass`] });
  },
});

/** A step that looks at what there is so far cannot be a part of one pass over all. */
function usesAccumulator(ctx: RuleContext, part: NodeIndex, accumulator: NodeIndex): boolean {
  const { targets, definitions } = ctx.resolution();
  for (let node = part; node < part + sizeOf(ctx.tree, part); node++) {
    const code = targets[node] ?? 0;
    if (code > 0 && definitions[code - 1]?.nodes.includes(accumulator) === true) return true;
  }
  return false;
}

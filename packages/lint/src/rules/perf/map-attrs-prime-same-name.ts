/** `mapAttrs' (n: v: nameValuePair n …)` keeps the names, which is what `mapAttrs` does without a list in between. */
import { childByField, Field, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, flattenCall, libFunctionAt, variableName } from "../../facts/calls.ts";

/** Reports `mapAttrs'` that changes no name. */
export const mapAttrsPrimeSameNameRule: Rule = defineRule({
  group: "perf",
  name: "map-attrs-prime-same-name",
  code: "LX503",
  summary: "`mapAttrs'` changes no name",
  severity: "info",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [fn] = call?.args ?? [];
    if (call === null || fn === undefined || libFunctionAt(ctx, call.callee) !== "mapAttrs'") return;
    const outer = unwrapParentheses(tree, fn);
    if (kindOf(tree, outer) !== Kind.FunctionExpression) return;
    const name = childByField(tree, outer, Field.Universal);
    const inner = childByField(tree, outer, Field.Body);
    if (name < 0 || kindOf(tree, inner) !== Kind.FunctionExpression) return;
    const body = unwrapParentheses(tree, childByField(tree, inner, Field.Body));
    if (kindOf(tree, body) !== Kind.ApplyExpression) return;
    const pair = flattenCall(ctx, body);
    const [first] = pair.args;
    if (first === undefined || libFunctionAt(ctx, pair.callee) !== "nameValuePair") return;
    if (variableName(ctx, first) === ctx.name(name))
      ctx.report(call.callee, "no name is changed, so `mapAttrs` is enough");
  },
});

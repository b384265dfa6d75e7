/** `listToAttrs (map (n: { name = n; value = …; }) names)` is `lib.genAttrs names (n: …)`. */
import { childByField, Field, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, flattenCall, knownFunctionAt, variableName } from "../../facts/calls.ts";
import { valueOfAttr } from "../../facts/shape.ts";

/** Reports `listToAttrs` over names. */
export const listToAttrsGenRule: Rule = defineRule({
  group: "perf",
  name: "list-to-attrs-gen",
  code: "LX506",
  summary: "`listToAttrs` over names could be `genAttrs`",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [list] = call?.args ?? [];
    if (call === null || list === undefined || knownFunctionAt(ctx, call.callee) !== "listToAttrs") return;
    const mapped = unwrapParentheses(tree, list);
    if (kindOf(tree, mapped) !== Kind.ApplyExpression) return;
    const inner = flattenCall(ctx, mapped);
    const fn = unwrapParentheses(tree, inner.args[0] ?? mapped);
    if (
      inner.args.length !== 2 ||
      knownFunctionAt(ctx, inner.callee) !== "map" ||
      kindOf(tree, fn) !== Kind.FunctionExpression
    )
      return;
    const parameter = childByField(tree, fn, Field.Universal);
    const body = unwrapParentheses(tree, childByField(tree, fn, Field.Body));
    if (parameter < 0 || kindOf(tree, body) !== Kind.AttrsetExpression) return;
    const name = valueOfAttr(ctx, body, "name");
    if (name >= 0 && variableName(ctx, name) === ctx.name(parameter)) {
      ctx.report(call.callee, "could be `lib.genAttrs`, which needs no list in between");
    }
  },
});

/** `filter (x: elem x ys) xs` looks through all of `ys` for every element; `lib.intersectLists` has the same cost. */
import { childByField, Field, Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, flattenCall, knownFunctionAt, variableName } from "../../facts/calls.ts";
import { isShortList } from "../../facts/iteration.ts";

/** Reports `elem` on each element of another list. */
export const quadraticElemRule: Rule = defineRule({
  group: "perf",
  name: "quadratic-elem",
  code: "LX504",
  summary: "a list is searched for every element of another",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [fn] = call?.args ?? [];
    if (call === null || fn === undefined || knownFunctionAt(ctx, call.callee) !== "filter") return;
    const test = unwrapParentheses(tree, fn);
    if (kindOf(tree, test) !== Kind.FunctionExpression) return;
    const parameter = childByField(tree, test, Field.Universal);
    let body = unwrapParentheses(tree, childByField(tree, test, Field.Body));
    if (kindOf(tree, body) === Kind.UnaryExpression)
      body = unwrapParentheses(tree, childByField(tree, body, Field.Argument));
    if (parameter < 0 || kindOf(tree, body) !== Kind.ApplyExpression) return;
    const { callee, args } = flattenCall(ctx, body);
    const [element, list] = args;
    if (element === undefined || list === undefined || knownFunctionAt(ctx, callee) !== "elem") return;
    if (!isShortList(ctx, list) && variableName(ctx, element) === ctx.name(parameter)) {
      ctx.report(body, "the list is searched for every element", {
        notes: ["a set with the names as attributes takes one look each"],
      });
    }
  },
});

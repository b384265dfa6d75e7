/** `lib.optional c [ x ]` is a list in a list. Unsafe fix: `optionals`, which is what was meant nearly always. */
import { endOf, Kind, kindOf, lastLeaf, type NodeIndex, spanOf, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { operatorName } from "../../facts/shape.ts";

/** Reports `optional` with a list. */
export const optionalWithListRule: Rule = defineRule({
  group: "correct",
  name: "optional-with-list",
  code: "LX122",
  summary: "`lib.optional` with a list gives a list in a list",
  severity: "warning",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const value = call?.args[1];
    if (call === null || value === undefined || call.args.length !== 2) return;
    if (kindOf(tree, unwrapParentheses(tree, value)) !== Kind.ListExpression) return;
    if (!isJoined(ctx, node) || libFunctionAt(ctx, call.callee) !== "optional") return;
    const name = lastLeaf(tree, call.callee);
    ctx.report(spanOf(tree, call.callee), "the list becomes one element of a list", {
      fix: unsafeFix("write `optionals`", insertAt(endOf(tree, name), "s")),
    });
  },
});

/** Lists of lists exist, for `flatten` and the like; an operand of `++` or a whole attribute is rarely meant to be one. */
function isJoined(ctx: RuleContext, node: NodeIndex): boolean {
  let parent = ctx.parent(node);
  while (kindOf(ctx.tree, parent) === Kind.ParenthesizedExpression) parent = ctx.parent(parent);
  return kindOf(ctx.tree, parent) === Kind.Binding || operatorName(ctx, parent) === "concat";
}

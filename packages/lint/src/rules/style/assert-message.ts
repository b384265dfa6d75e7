/** `assert c; e` says only that it failed; `assert lib.assertMsg c "why"; e` says why. */
import { childByField, Field, Kind, kindOf, type NodeIndex, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { flattenCall, selectedPath, variableName } from "../../facts/calls.ts";
import { operandsOf, operatorName } from "../../facts/shape.ts";

const speaking = /^(assert\w+|throwIf\w*|throw|abort|\w*Msg|checkListOfEnum)$/;

/** Reports assertions that do not say what is wrong. */
export const assertMessageRule: Rule = defineRule({
  group: "style",
  name: "assert-message",
  code: "LX429",
  summary: "an assertion fails without saying why",
  severity: "info",
  preset: "none",
  fix: "none",
  since: "0.1",
  kinds: [Kind.AssertExpression],
  check(node, ctx) {
    const condition = childByField(ctx.tree, node, Field.Condition);
    if (speaks(ctx, condition)) return;
    ctx.report({ start: ctx.span(node).start, end: ctx.span(condition).end }, "this fails without saying why", {
      notes: ["`lib.assertMsg condition message` says it"],
    });
  },
});

/** Tells whether a part of the condition that decides is a function that speaks: `a || throw "…"`, `assertMsg a "…"`. */
function speaks(ctx: RuleContext, node: NodeIndex): boolean {
  const inner = unwrapParentheses(ctx.tree, node);
  if (operatorName(ctx, inner) !== null) {
    const { left, right } = operandsOf(ctx, inner);
    return speaks(ctx, left) || speaks(ctx, right);
  }
  if (kindOf(ctx.tree, inner) === Kind.IfExpression) {
    return [Field.Consequence, Field.Alternative].some((field) => speaks(ctx, childByField(ctx.tree, inner, field)));
  }
  if (kindOf(ctx.tree, inner) !== Kind.ApplyExpression) return false;
  const { callee } = flattenCall(ctx, inner);
  return speaking.test(variableName(ctx, callee) ?? selectedPath(ctx, callee)?.names.at(-1) ?? "");
}

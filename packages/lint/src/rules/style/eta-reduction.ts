/**
 * `x: f x` ⇒ `f`. Unsafe: `f` is evaluated earlier, `functionArgs` appear, a set with `__functor` is no function to
 * `isFunction`, and equality of functions changes.
 */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";
import { variableName } from "../../facts/calls.ts";
import { levelOf } from "../../facts/levels.ts";

/** Reports functions that only pass their parameter on. */
export const etaReductionRule: Rule = defineRule({
  group: "style",
  name: "eta-reduction",
  code: "LX403",
  summary: "a function only passes its parameter on",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.FunctionExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const parameter = childByField(tree, node, Field.Universal);
    const body = childByField(tree, node, Field.Body);
    if (parameter < 0 || childByField(tree, node, Field.Formals) >= 0 || kindOf(tree, body) !== Kind.ApplyExpression)
      return;
    const name = ctx.name(parameter);
    const callee = childByField(tree, body, Field.Function);
    if (variableName(ctx, childByField(tree, body, Field.Argument)) !== name) return;
    if (kindOf(tree, callee) !== Kind.VariableExpression || variableName(ctx, callee) === name) return;
    const text = ctx.text(callee);
    ctx.report(node, `could be \`${text}\``, {
      fix: unsafeFix(`write \`${text}\``, replaceExpression(ctx, node, text, levelOf(ctx, callee))),
    });
  },
});

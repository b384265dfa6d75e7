/** An option has no type. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { operatorName } from "../../facts/shape.ts";
import { isTest } from "./_derivation.ts";

/** Reports where an option has no type. */
export const optionWithoutTypeRule: Rule = defineRule({
  group: "nixpkgs",
  name: "option-without-type",
  code: "LX630",
  summary: "an option has no type",
  severity: "warning",
  preset: "nixos-module",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],

  check(node, ctx) {
    const call = callAt(ctx, node);
    const [argument] = call?.args ?? [];
    if (isTest(ctx) || call === null || argument === undefined || call.args.length !== 1) return;
    const set = unwrapParentheses(ctx.tree, argument);
    if (kindOf(ctx.tree, set) !== Kind.AttrsetExpression || libFunctionAt(ctx, call.callee) !== "mkOption") return;
    // `mkOption { … } // { type = …; }` adds one.
    if (operatorName(ctx, ctx.parent(node)) === "update") return;
    const entries = ctx.resolution().bindings.get(set)?.entries;
    if (entries !== undefined && !entries.has("type"))
      ctx.report(call.callee, "the option has no `type`, so nothing checks its values");
  },
});

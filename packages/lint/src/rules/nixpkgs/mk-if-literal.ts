/** `mkIf` has a literal condition. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind } from "@lix-tools/parser";
import { callAt, libFunctionAt } from "../../facts/calls.ts";
import { literalBoolean } from "../../facts/shape.ts";
import { isTest } from "./_derivation.ts";

/** Reports where `mkIf` has a literal condition. */
export const mkIfLiteralRule: Rule = defineRule({
  group: "nixpkgs",
  name: "mk-if-literal",
  code: "LX629",
  summary: "`mkIf` has a literal condition",
  severity: "warning",
  preset: "nixos-module",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],

  check(node, ctx) {
    const call = callAt(ctx, node);
    const [condition] = call?.args ?? [];
    if (isTest(ctx) || call === null || condition === undefined) return;
    const value = literalBoolean(ctx, condition);
    if (value !== null && libFunctionAt(ctx, call.callee) === "mkIf")
      ctx.report(condition, `the condition is always ${value}`);
  },
});

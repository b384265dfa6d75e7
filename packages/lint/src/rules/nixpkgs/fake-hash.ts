/** A hash is a placeholder. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import { libFunctionAt } from "../../facts/calls.ts";

/** Reports where a hash is a placeholder. */
export const fakeHashRule: Rule = defineRule({
  group: "nixpkgs",
  name: "fake-hash",
  code: "LX623",
  summary: "a hash is a placeholder",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [Kind.SelectExpression, Kind.VariableExpression, Kind.StringExpression],

  check(node, ctx) {
    // Who defines a placeholder, or has one as the default of an argument, knows.
    const parent = ctx.parent(node);
    if (kindOf(ctx.tree, parent) === Kind.Formal || /^(fake|lib\.fake)/.test(ctx.name(parent))) return;
    if (kindOf(ctx.tree, node) === Kind.StringExpression) {
      if (/^"(sha256-A{43}=|(sha256:)?(0{52}|0{64}))"$/.test(ctx.name(node)))
        ctx.report(node, "the hash is a placeholder");
      return;
    }
    if (!/^(\w*[hH]ash|\w*[sS]ha(256|512))\s*=/.test(ctx.name(parent))) return;
    const name = /fake(Hash|Sha256|Sha512)$/.exec(ctx.name(node))?.[0];
    if (name !== undefined && libFunctionAt(ctx, node) === name) ctx.report(node, "the hash is a placeholder");
  },
});

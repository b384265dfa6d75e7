/** A hash is a placeholder. */
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import { libFunctionAt } from "../../facts/calls.ts";
import { isTest } from "./_derivation.ts";

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
    const name = ctx.name(node);
    const isText = kindOf(ctx.tree, node) === Kind.StringExpression;
    const isFake = isText
      ? /^"(sha256-A{43}=|(sha256:)?(0{52}|0{64}))"$/.test(name)
      : /fake(Hash|Sha256|Sha512)$/.test(name) && libFunctionAt(ctx, node)?.startsWith("fake") === true;
    if (!isFake) return;
    // Who defines a placeholder, or has one as the default of an argument, knows.
    const parent = ctx.parent(node);
    const around = ctx.name(parent);
    const isKnown = kindOf(ctx.tree, parent) === Kind.Formal || /^(fake|lib\.fake|outputHash\b)/.test(around);
    if (isKnown || isTest(ctx) || isOfPlaceholders(ctx, parent)) return;
    if (isText || /^(\w*[hH]ash|\w*[sS]ha(256|512))\s*=/.test(around)) ctx.report(node, "the hash is a placeholder");
  },
});

/** `fakeHashes = { sha256 = …; }` is a set of them. */
function isOfPlaceholders(ctx: RuleContext, binding: NodeIndex): boolean {
  return ctx.name(ctx.parent(ctx.parent(binding))).startsWith("fake");
}

/**
 * A file that is a function of nothing but defaults: `nix-build` calls it by itself. Nix 2 calls no function by itself.
 */
import { childByField, childrenByField, expressionOf, Field, Kind, kindOf, none, root } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports files that command lines call without arguments. */
export const autocallRule: Rule = defineRule({
  group: "langver",
  name: "autocall",
  code: "LX246",
  summary: "a file that command lines call by themselves, which Nix 2 does not have",
  severity: "info",
  preset: "nix2",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [],
  checkFile(ctx) {
    const { tree } = ctx;
    const fn = expressionOf(tree, root);
    if (fn === none || kindOf(tree, fn) !== Kind.FunctionExpression) return;
    const formals = childByField(tree, fn, Field.Formals);
    if (formals === none) return;
    const all = childrenByField(tree, formals, Field.Formal);
    if (all.some((formal) => childByField(tree, formal, Field.Default) === none)) return;
    ctx.report(formals, "`nix-build` calls this function by itself; Nix 2 does not", {
      notes: ["a file that builds something should be the value and not the function"],
    });
  },
});

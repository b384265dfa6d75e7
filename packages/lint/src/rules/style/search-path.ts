/** `<nixpkgs>`: what it is depends on the machine. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports search paths. */
export const searchPathRule: Rule = defineRule({
  group: "style",
  name: "search-path",
  code: "LX427",
  summary: "a path is looked up in the search path",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.SpathExpression],
  check(node, ctx) {
    // What comes with the evaluator is the same for everybody.
    if (ctx.text(node).startsWith("<nix/")) return;
    ctx.report(node, "what this is depends on the search path of the machine");
  },
});

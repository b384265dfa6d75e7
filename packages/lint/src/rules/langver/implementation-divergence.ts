/** `''\n` followed by spaces: Nix strips them as indentation of a line, Lix does not. */
import { Kind, readingsAgree } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports `''` strings that Nix and Lix read differently. */
export const implementationDivergenceRule: Rule = defineRule({
  group: "langver",
  name: "implementation-divergence",
  code: "LX223",
  summary: "Nix and Lix read a string differently",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.IndentedStringExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const { start, end } = ctx.span(node);
    if (!tree.source.subarray(start, end).includes(0x5c) || readingsAgree(tree, node, "cppnix", "lix")) return;
    ctx.report({ start, end: start + 2 }, "Nix and Lix read this string differently", {
      notes: ["it is about spaces behind `''\\n`; write them as `${\" \"}` or move the line break"],
    });
  },
});

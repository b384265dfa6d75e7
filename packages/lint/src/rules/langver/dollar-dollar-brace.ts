/**
 * `"$${x}"` is no interpolation in legacy and one in Nix 2. Fix: the second dollar escaped, which both read as text.
 * Often the interpolation was meant.
 */
import { Kind, kindOf, nix2Hazards } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports pairs of dollars before a brace. */
export const dollarDollarBraceRule: Rule = defineRule({
  group: "langver",
  name: "dollar-dollar-brace",
  code: "LX221",
  summary: "two dollars before a brace make no interpolation",
  severity: "info",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "info"),
  preset: "nix2",
  fix: "safe",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.StringExpression, Kind.IndentedStringExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const { start, end } = ctx.span(node);
    if (!tree.source.subarray(start, end).includes(0x24)) return;
    const isIndented = kindOf(tree, node) === Kind.IndentedStringExpression;
    for (const { kind, span } of nix2Hazards(tree, node)) {
      if (kind !== "dollar") continue;
      const text = isIndented ? "''$" : "\\$";
      ctx.report({ start: span.start - 1, end: span.end + 1 }, "`$${` is text here and an interpolation in Nix 2", {
        fix: safeFix(`write \`$${text}{\``, { span, text }),
      });
    }
  },
});

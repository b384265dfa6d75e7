/** `"\x41"`, `"\u{41}"`, a backslash at the end of a line: the backslash is dropped in legacy, Nix 2 decodes or joins. */
import { Kind, nix2Hazards } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports escapes that mean something else in Nix 2. */
export const escapeChangesMeaningRule: Rule = defineRule({
  group: "langver",
  name: "escape-changes-meaning",
  code: "LX222",
  summary: "an escape means something else in Nix 2",
  severity: "info",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "info"),
  preset: "nix2",
  fix: "none",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.StringExpression, Kind.IndentedStringExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const { start, end } = ctx.span(node);
    if (!tree.source.subarray(start, end).includes(0x5c)) return;
    for (const { kind, span } of nix2Hazards(tree, node)) {
      if (kind === "escape-meaning") ctx.report(span, "this escape means something else in Nix 2");
    }
  },
});

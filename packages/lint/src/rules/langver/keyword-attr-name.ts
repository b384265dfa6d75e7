/** `null`, `true`, `false` as attribute names without quotes: words of the language in Nix 2. Fix: quotes, the same name. */
import { Field, fieldOf, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports attribute names that Nix 2 reserves. */
export const keywordAttrNameRule: Rule = defineRule({
  group: "langver",
  name: "keyword-attr-name",
  code: "LX226",
  summary: "an attribute name is a word of the language in Nix 2",
  severity: "warning",
  severityFor: ({ family }) => (family === "nix2" ? "error" : "warning"),
  preset: "nix2",
  fix: "proof",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.Identifier],
  check(node, ctx) {
    const { tree } = ctx;
    const { start, end } = ctx.span(node);
    if (end - start < 4 || end - start > 5 || fieldOf(tree, node) !== Field.Attr) return;
    const name = ctx.name(node);
    if (name !== "null" && name !== "true" && name !== "false") return;
    const message = `\`${name}\` is a word of the language in Nix 2`;
    if (kindOf(tree, ctx.parent(node)) === Kind.InheritedAttrs) {
      return ctx.report(node, message, { noFix: "an inherited name has to be written as a binding" });
    }
    ctx.report(node, message, { fix: safeFix("put it in quotes", { span: { start, end }, text: `"${name}"` }) });
  },
});

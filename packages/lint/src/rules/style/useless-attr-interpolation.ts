/**
 * `x.${"a"}` ⇒ `x.a`. Sound: a literal in an interpolation is a name written out.
 */
import { isIdentifier, Kind, kindOf, legacyKeywords, nix2Keywords, staticName, stringLiteral } from "@lix-tools/parser";
import { Field, fieldOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports interpolations of literals as attribute names. */
export const uselessAttrInterpolationRule: Rule = defineRule({
  group: "style",
  name: "useless-attr-interpolation",
  code: "LX418",
  summary: "an attribute name is an interpolation of a literal",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Interpolation],
  check(node, ctx) {
    const { tree } = ctx;
    if (fieldOf(tree, node) !== Field.Attr) return;
    const name = staticName(tree, node);
    if (name === null || kindOf(tree, node) !== Kind.Interpolation || /[^\x20-\x7e]/.test(name)) return;
    const keywords = tree.langver.dialect === "nix" ? legacyKeywords : nix2Keywords;
    const text = isIdentifier(name, keywords) && name !== "or" ? name : stringLiteral(name);
    ctx.report(node, `could be \`${text}\``, { fix: safeFix(`write \`${text}\``, { span: ctx.span(node), text }) });
  },
});

/**
 * `"a" = 1;` ⇒ `a = 1;`. Sound: the same name. Words of the language keep their quotes. A set where some names need
 * them is left alone, for the sake of those who align them.
 */
import {
  childByField,
  childrenByField,
  Field,
  fieldOf,
  isIdentifier,
  Kind,
  kindOf,
  nix2Keywords,
  plainText,
} from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { bindingsOf } from "../../facts/shape.ts";

/** Reports attribute names in quotes they do not need. */
export const unneededAttrQuotesRule: Rule = defineRule({
  group: "style",
  name: "unneeded-attr-quotes",
  code: "LX419",
  summary: "an attribute name has quotes it does not need",
  severity: "info",
  preset: "strict",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.StringExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (fieldOf(tree, node) !== Field.Attr) return;
    const name = plainText(tree, node);
    if (name === null || !isIdentifier(name, nix2Keywords)) return;
    const set = ctx.parent(ctx.parent(ctx.parent(node)));
    if (bindingsOf(ctx, set).some((binding) => needsQuotes(tree, binding))) return;
    ctx.report(node, `could be \`${name}\``, { fix: safeFix("drop the quotes", { span: ctx.span(node), text: name }) });
  },
});

function needsQuotes(tree: Parameters<typeof plainText>[0], binding: number): boolean {
  const attrpath = childByField(tree, binding, Field.Attrpath);
  if (attrpath < 0) return false;
  return childrenByField(tree, attrpath, Field.Attr).some((attr) => {
    const text = kindOf(tree, attr) === Kind.StringExpression ? plainText(tree, attr) : null;
    return text !== null && !isIdentifier(text, nix2Keywords);
  });
}

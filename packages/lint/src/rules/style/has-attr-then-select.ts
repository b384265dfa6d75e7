/**
 * `if x ? a then x.a else d` ⇒ `x.a or d`. Sound: the selection gives `d` exactly where the test is false.
 */
import { childByField, Field, Kind, kindOf, none, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { sameText } from "../../facts/shape.ts";

/** Reports tests for an attribute that is then selected. */
export const hasAttrThenSelectRule: Rule = defineRule({
  group: "style",
  name: "has-attr-then-select",
  code: "LX411",
  summary: "a test for an attribute that is then selected could be `or`",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.IfExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const test = unwrapParentheses(tree, childByField(tree, node, Field.Condition));
    const selection = unwrapParentheses(tree, childByField(tree, node, Field.Consequence));
    if (kindOf(tree, test) !== Kind.HasAttrExpression || kindOf(tree, selection) !== Kind.SelectExpression) return;
    if (childByField(tree, selection, Field.Default) !== none) return;
    const isSame =
      sameText(ctx, childByField(tree, test, Field.Expression), childByField(tree, selection, Field.Expression)) &&
      sameText(ctx, childByField(tree, test, Field.Attrpath), childByField(tree, selection, Field.Attrpath));
    if (!isSame) return;
    const fallback = childByField(tree, node, Field.Alternative);
    const text = levelOf(ctx, fallback) > 1 ? `(${ctx.text(fallback)})` : ctx.text(fallback);
    const fix = safeFix("write `or`", replaceExpression(ctx, node, `${ctx.text(selection)} or ${text}`, 1));
    ctx.report(node, "could be a selection with `or`", { fix });
  },
});

/** `-a ? b` is `(-a) ? b`, which is always false. The parentheses make that visible and change nothing. */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { parenthesize, safeFix } from "../../facts/edits.ts";

/** Reports attribute tests of a negative number. */
export const hasAttrPrecedenceRule: Rule = defineRule({
  group: "correct",
  name: "has-attr-precedence",
  code: "LX116",
  summary: "`?` tests the negated value",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.HasAttrExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const operand = childByField(tree, node, Field.Expression);
    if (kindOf(tree, operand) !== Kind.UnaryExpression) return;
    ctx.report(operand, "`?` tests the negated value, which has no attributes", {
      fix: safeFix("make that visible", ...parenthesize(ctx, operand)),
    });
  },
});

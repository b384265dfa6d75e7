/**
 * `x.f or g y` is `(x.f or g) y`. The parentheses make that visible and change nothing; writing `x.f or (g y)` is the
 * alternative.
 */
import { childByField, endOf, Field, Kind, kindOf, none, startOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { insertAt, parenthesize, safeFix, unsafeFix } from "../../facts/edits.ts";

/** Reports applications of a selection with a default. */
export const orResultAppliedRule: Rule = defineRule({
  group: "correct",
  name: "or-result-applied",
  code: "LX115",
  summary: "the result of `or` is applied to what follows its default",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  dialect: "legacy",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const callee = childByField(tree, node, Field.Function);
    if (kindOf(tree, callee) !== Kind.SelectExpression) return;
    const fallback = childByField(tree, callee, Field.Default);
    // A function that is written out or put in parentheses as the default is there to be applied.
    if (fallback === none || kindOf(tree, fallback) === Kind.ParenthesizedExpression) return;
    const argument = childByField(tree, node, Field.Argument);
    ctx.report(callee, "this whole selection is applied to what follows, not its default", {
      fix: safeFix("make that visible", ...parenthesize(ctx, callee)),
      alternatives: [
        unsafeFix("apply the default", insertAt(startOf(tree, fallback), "("), insertAt(endOf(tree, argument), ")")),
      ],
    });
  },
});

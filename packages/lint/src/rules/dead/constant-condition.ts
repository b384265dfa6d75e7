/**
 * `if true then a else b` ⇒ `a`; `assert true; e` ⇒ `e`. Sound: literals, and only where they are not shadowed.
 */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { literalBoolean } from "../../facts/shape.ts";

/** Reports conditions that are written as literals. */
export const constantConditionRule: Rule = defineRule({
  group: "dead",
  name: "constant-condition",
  code: "LX310",
  summary: "a condition is a literal",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.IfExpression, Kind.AssertExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const condition = childByField(tree, node, Field.Condition);
    const value = literalBoolean(ctx, condition);
    if (value === null) return;
    const isAssert = kindOf(tree, node) === Kind.AssertExpression;
    // `assert false` is how some people write an unfinished branch; it never passes.
    if (isAssert && !value) return;
    const kept = childByField(tree, node, isAssert ? Field.Body : value ? Field.Consequence : Field.Alternative);
    const message = isAssert ? "the assertion always holds" : `the condition is always ${value}`;
    ctx.report(condition, message, {
      fix: safeFix("keep what counts", ...keepOnly(ctx, node, kept, levelOf(ctx, kept))),
    });
  },
});

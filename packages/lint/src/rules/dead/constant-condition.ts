/**
 * `if true then a else b` ⇒ `a`; `assert true; e` ⇒ `e`; `!true` ⇒ `false`. Sound: literals, and only where they are not shadowed.
 */
import { childByField, Field, Kind, kindOf, type NodeIndex, prefixOperator } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, replaceExpression, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { literalBoolean, operatorKind } from "../../facts/shape.ts";

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
  kinds: [Kind.IfExpression, Kind.AssertExpression, Kind.UnaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (kindOf(tree, node) === Kind.UnaryExpression) return checkNegation(ctx, node);
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

/** `!true ⇒ false`. */
function checkNegation(ctx: RuleContext, node: NodeIndex): void {
  const value = literalBoolean(ctx, childByField(ctx.tree, node, Field.Argument));
  if (value === null || prefixOperator(operatorKind(ctx, node))?.name !== "not") return;
  ctx.report(node, `this is always ${!value}`, {
    fix: safeFix("write the literal", replaceExpression(ctx, node, String(!value), 0)),
  });
}

/**
 * `if c then true else false` ⇒ `c`. Sound: a condition must be a boolean anyway, so nothing is lost. The other way
 * round it is `!c`.
 */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isBoolean, literalBoolean } from "../../facts/shape.ts";

const notLevel = 8;

/** Reports conditionals whose branches are `true` and `false`. */
export const ifBoolRule: Rule = defineRule({
  group: "style",
  name: "if-bool",
  code: "LX410",
  summary: "the branches of a conditional are `true` and `false`",
  severity: "info",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.IfExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const yes = literalBoolean(ctx, childByField(tree, node, Field.Consequence));
    const no = literalBoolean(ctx, childByField(tree, node, Field.Alternative));
    if (yes === null || no === null || yes === no) return;
    // The last of a row of cases reads best in the form of the others.
    if (kindOf(tree, ctx.parent(node)) === Kind.IfExpression) return;
    const condition = childByField(tree, node, Field.Condition);
    const level = levelOf(ctx, condition);
    const operand = level > notLevel ? `(${ctx.text(condition)})` : ctx.text(condition);
    const edit = yes
      ? replaceExpression(ctx, node, ctx.text(condition), level)
      : replaceExpression(ctx, node, `!${operand}`, notLevel);
    // A negation refuses what is no boolean just as the condition did; the condition alone does not.
    const isSame = !yes || isBoolean(ctx, condition);
    const fix = isSame ? safeFix("write the condition", edit) : unsafeFix("write the condition", edit);
    ctx.report(node, `could be ${yes ? "the condition itself" : "the negated condition"}`, { fix });
  },
});

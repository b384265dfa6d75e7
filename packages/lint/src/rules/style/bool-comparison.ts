/**
 * `x == true` ⇒ `x`. Sound where `x` can only be a boolean by its form; anywhere else it is unsafe, since `1 == true` is
 * false and no error.
 */
import { Kind, kindOf, type NodeIndex, unwrapParentheses } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { flattenCall, knownFunctionAt, selectedPath, variableName } from "../../facts/calls.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, safeFix, unsafeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";
import { isBoolean, literalBoolean, operandsOf, operatorName } from "../../facts/shape.ts";

/** The level of `!`. */
const notLevel = 8;

/** Reports comparisons with `true` and `false`. */
export const boolComparisonRule: Rule = defineRule({
  group: "style",
  name: "bool-comparison",
  code: "LX407",
  summary: "a comparison with `true` or `false`",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const operator = operatorName(ctx, node);
    if (operator !== "equal" && operator !== "not-equal") return;
    const { left, right } = operandsOf(ctx, node);
    const onRight = literalBoolean(ctx, right);
    const literal = onRight ?? literalBoolean(ctx, left);
    // `x != false` is written where `x` may be something that is neither.
    if (literal === null || (!literal && operator === "not-equal")) return;
    const other = onRight === null ? right : left;
    if (isTold(ctx, other) || !looksBoolean(ctx, other)) return;
    const isPositive = literal === (operator === "equal");
    const level = levelOf(ctx, other);
    const operand = level > notLevel ? `(${ctx.text(other)})` : ctx.text(other);
    const edit = isPositive
      ? replaceExpression(ctx, node, ctx.text(other), level)
      : replaceExpression(ctx, node, `!${operand}`, notLevel);
    const title = isPositive ? "drop the comparison" : "negate instead";
    const fix = isBoolean(ctx, other) ? safeFix(title, edit) : unsafeFix(title, edit);
    ctx.report(node, `comparison with \`${literal}\``, { fix });
  },
});

/** Who compares the same expression with both, or with `null`, tells booleans from other values. */
function isTold(ctx: RuleContext, operand: NodeIndex): boolean {
  const text = ctx.name(operand).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const source = ctx.name(0);
  const compared = (literal: string): boolean => new RegExp(`${text}\\s*[!=]=\\s*${literal}\\b`).test(source);
  return compared("null") || (compared("true") && compared("false"));
}

/** Functions that give booleans. */
const predicates =
  /^(all|any|elem|hasAttr|hasAttrByPath|hasInfix|hasPrefix|hasSuffix|is[A-Z]\w*|pathExists|pathIsDirectory|version(AtLeast|Older))$/;
/** Names that people give to booleans. */
const flags =
  /^(enabled?|default|(is|has|with|use|enable|want|should|allow|need)[A-Z_]\w*|\w+(Enabled?|Support|_enabled?))$/;

/** Tells whether the operand is a boolean by its form, by the function it calls or, as far as names go, by its name. */
function looksBoolean(ctx: RuleContext, operand: NodeIndex): boolean {
  const inner = unwrapParentheses(ctx.tree, operand);
  if (isBoolean(ctx, inner)) return true;
  if (kindOf(ctx.tree, inner) === Kind.ApplyExpression) {
    return predicates.test(knownFunctionAt(ctx, flattenCall(ctx, inner).callee) ?? "");
  }
  const name = variableName(ctx, inner) ?? selectedPath(ctx, inner)?.names.at(-1) ?? "";
  return flags.test(name);
}

/**
 * `a = (x);` ⇒ `a = x;`. Sound where the place takes the expression as it is, and what follows is not `or`, which would
 * then belong to the selection. Off by default: formatters own parentheses.
 */
import { endOf, Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import { expressionOf } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf, roomAt } from "../../facts/levels.ts";

/** Reports parentheses that change nothing. */
export const redundantParensRule: Rule = defineRule({
  group: "style",
  name: "redundant-parens",
  code: "LX404",
  summary: "parentheses change nothing",
  severity: "info",
  preset: "strict",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.ParenthesizedExpression],
  check(node, ctx) {
    const inner = expressionOf(ctx.tree, node);
    if (inner < 0 || !isNeedless(ctx, node, inner)) return;
    ctx.report(node, "the parentheses change nothing", {
      fix: safeFix("remove the parentheses", ...keepOnly(ctx, node, inner, 0)),
    });
  },
});

function isNeedless(ctx: RuleContext, node: NodeIndex, inner: NodeIndex): boolean {
  const level = levelOf(ctx, inner);
  const parent = ctx.parent(node);
  const kind = kindOf(ctx.tree, parent);
  if (kind === Kind.ParenthesizedExpression) return true;
  // Operands keep their parentheses: they say how the author reads the operators.
  if (kind === Kind.BinaryExpression || kind === Kind.UnaryExpression) return level === 0;
  if (level > roomAt(ctx, node) || (level > 0 && level <= 1 && isFollowedByOr(ctx, node))) return false;
  return level === 0 || kind === Kind.Binding || kind === Kind.LetExpression;
}

function isFollowedByOr({ tree }: RuleContext, node: NodeIndex): boolean {
  let at = endOf(tree, node);
  while (/\s/.test(String.fromCharCode(tree.source[at] ?? 0))) at++;
  return tree.source[at] === 0x6f && tree.source[at + 1] === 0x72;
}

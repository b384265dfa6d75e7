/** `a ? b` as an operand of a tighter or equal operator: parentheses keep it apart from Nix 2's `a ? b : c`. */
import { Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { parenthesize, safeFix } from "../../facts/edits.ts";
import { operatorName } from "../../facts/shape.ts";

const loose: ReadonlySet<string> = new Set(["and", "or", "implies"]);

/** Reports attribute tests that are operands without parentheses. */
export const hasAttrOperandRule: Rule = defineRule({
  group: "langver",
  name: "has-attr-operand",
  code: "LX235",
  summary: "an attribute test is an operand without parentheses",
  severity: "info",
  preset: "nix2",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.HasAttrExpression],
  check(node, ctx) {
    const parent = ctx.parent(node);
    const kind = kindOf(ctx.tree, parent);
    const operator = operatorName(ctx, parent);
    const isTight = kind === Kind.HasAttrExpression || (operator !== null && !loose.has(operator));
    if (!isTight) return;
    ctx.report(node, "the test is an operand; parentheses keep it apart", {
      fix: safeFix("add parentheses", ...parenthesize(ctx, node)),
    });
  },
});

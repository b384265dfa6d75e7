/** `a-1` is one name. Where it is defined nowhere but `a` is, a subtraction was meant. */
import { TargetCode } from "@lix-tools/eval-core";
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isBoundAround } from "../../facts/definitions.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";

const subtractionLevel = 7;

/** Reports undefined names with a `-` whose first part is defined. */
export const nameLooksLikeSubtractionRule: Rule = defineRule({
  group: "correct",
  name: "name-looks-like-subtraction",
  code: "LX113",
  summary: "an undefined name that looks like a subtraction",
  severity: "warning",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.VariableExpression],
  check(node, ctx) {
    const target = ctx.resolution().targets[node + 1];
    if (target !== TargetCode.Unresolved) return;
    const text = ctx.name(node);
    const match = /^([A-Za-z_][\w']*)-([A-Za-z_][\w']*|\d+)$/.exec(text);
    if (match === null) return;
    const [, left = "", right = ""] = match;
    if (!isBoundAround(ctx, node, left) || !(/^\d/.test(right) || isBoundAround(ctx, node, right))) return;
    const subtracted = `${left} - ${right}`;
    ctx.report(node, `\`${text}\` is one name, not a subtraction`, {
      fix: unsafeFix(`write \`${subtracted}\``, replaceExpression(ctx, node, subtracted, subtractionLevel)),
    });
  },
});

/** `a/b` is a path. Where both sides are names in scope, a division was probably meant. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isBoundAround } from "../../facts/definitions.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";

const divisionLevel = 6;

/** Reports paths made of names that are in scope. */
export const pathLooksLikeDivisionRule: Rule = defineRule({
  group: "correct",
  name: "path-looks-like-division",
  code: "LX112",
  summary: "a path that looks like a division",
  severity: "warning",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.PathExpression],
  check(node, ctx) {
    const text = ctx.name(node);
    const match = /^([A-Za-z_][\w']*|\d+)\/([A-Za-z_][\w']*|\d+)$/.exec(text);
    if (match === null) return;
    const [, left = "", right = ""] = match;
    const isValue = (word: string): boolean => /^\d/.test(word) || isBoundAround(ctx, node, word);
    if (!isValue(left) || !isValue(right)) return;
    const divided = `${left} / ${right}`;
    ctx.report(node, `\`${text}\` is a path, not a division`, {
      fix: unsafeFix(`write \`${divided}\``, replaceExpression(ctx, node, divided, divisionLevel)),
    });
  },
});

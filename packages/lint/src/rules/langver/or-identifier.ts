/**
 * The word `or` as a name. As an attribute it gets quotes, which is the same name; as a variable it has to be renamed.
 */
import { type Rule } from "../../engine/rule.ts";
import { Kind, kindOf, orIdentifier } from "@lix-tools/parser";
import { safeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `or` where it is a name. */
export const orIdentifierRule: Rule = deprecationRule({
  detector: orIdentifier,
  code: "LX208",
  summary: "the word `or` is used as a name",
  severity: "warning",
  fix: "proof",
  repair({ node, span, role }, ctx) {
    const noFix = "the variable has to be renamed, which `lix-migrate` does";
    if (role === "argument") return { noFix };
    const holder = ctx.parent(ctx.parent(ctx.parent(node)));
    const isVariable =
      kindOf(ctx.tree, holder) === Kind.LetExpression || kindOf(ctx.tree, holder) === Kind.RecAttrsetExpression;
    if (isVariable || kindOf(ctx.tree, ctx.parent(ctx.parent(node))) === Kind.Inherit) return { noFix };
    return { fix: safeFix('write `"or"`', { span, text: '"or"' }) };
  },
});

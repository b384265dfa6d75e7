/** A derivation uses `rec`. */
import { type Rule } from "../../engine/rule.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import { derivationRule } from "./_derivation.ts";

/** Reports where a derivation uses `rec`. */
export const recToFinalAttrsRule: Rule = derivationRule({
  name: "rec-to-final-attrs",
  code: "LX622",
  summary: "a derivation uses `rec`",
  severity: "info",
  fix: "none",

  checkDerivation({ builder, set }, ctx) {
    if (builder !== "mkDerivation" || kindOf(ctx.tree, set) !== Kind.RecAttrsetExpression) return;
    const { start } = ctx.span(set);
    ctx.report({ start, end: start + 3 }, "overriding an attribute does not reach the others; `finalAttrs:` does");
  },
});

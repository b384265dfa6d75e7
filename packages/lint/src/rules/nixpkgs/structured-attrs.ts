/** Structured attributes are not switched on. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where structured attributes are not switched on. */
export const structuredAttrsRule: Rule = derivationRule({
  name: "structured-attrs",
  code: "LX621",
  summary: "structured attributes are not switched on",
  severity: "info",
  fix: "none",

  checkDerivation({ isStandard, names, set }, ctx) {
    if (!isStandard || names.has("__structuredAttrs")) return;
    const { start } = ctx.span(set);
    ctx.report({ start, end: start + 1 }, "`__structuredAttrs` is not set; with it, lists and spaces survive");
  },
});

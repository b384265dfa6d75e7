/** `strictDeps` is not switched on. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where `strictDeps` is not switched on. */
export const strictDepsRule: Rule = derivationRule({
  name: "strict-deps",
  code: "LX620",
  summary: "`strictDeps` is not switched on",
  severity: "info",
  fix: "none",

  checkDerivation({ isStandard, names, set }, ctx) {
    if (!isStandard || names.has("strictDeps")) return;
    const { start } = ctx.span(set);
    ctx.report({ start, end: start + 1 }, "`strictDeps` is not set; with it, tools and libraries are kept apart");
  },
});

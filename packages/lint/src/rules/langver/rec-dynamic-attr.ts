/** Computed names in recursive sets. The fix takes the other names out into a `let`; the computed ones see them there. */
import { type Rule } from "../../engine/rule.ts";
import { recDynamicAttrCodemod } from "@lix-tools/migrate-langver/codemods";
import { recDynamicAttr } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports computed names in recursive sets. */
export const recDynamicAttrRule: Rule = deprecationRule({
  detector: recDynamicAttr,
  code: "LX209",
  summary: "a recursive set has a computed name",
  severity: "warning",
  fix: "proof",
  repair: (site, ctx) => codemodFix(recDynamicAttrCodemod, site, ctx),
});

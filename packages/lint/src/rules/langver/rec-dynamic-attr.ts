/** Computed names in recursive sets. Sound rewrites move bindings into a `let`, which is the migrator's work. */
import { type Rule } from "../../engine/rule.ts";
import { recDynamicAttr } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports computed names in recursive sets. */
export const recDynamicAttrRule: Rule = deprecationRule({
  detector: recDynamicAttr,
  code: "LX209",
  summary: "a recursive set has a computed name",
  severity: "warning",
  fix: "none",
  repair: () => ({ notes: ["`lix-migrate` moves the other bindings into a `let`"] }),
});

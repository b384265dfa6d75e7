/**
 * The word `or` as a name. As an attribute it gets quotes, which is the same name; as a variable it is renamed where
 * all its uses are known.
 */
import { type Rule } from "../../engine/rule.ts";
import { orIdentifierCodemod } from "@lix-tools/migrate-langver/codemods";
import { orIdentifier } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports `or` where it is a name. */
export const orIdentifierRule: Rule = deprecationRule({
  detector: orIdentifier,
  code: "LX208",
  summary: "the word `or` is used as a name",
  severity: "warning",
  fix: "proof",
  repair: (site, ctx) => codemodFix(orIdentifierCodemod, site, ctx),
});

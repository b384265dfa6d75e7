/**
 * Merges of a recursive set with a plain one: which of them comes first decides what names mean. The fix says of every
 * part what it already is.
 */
import { type Rule } from "../../engine/rule.ts";
import { recSetMergeCodemod } from "@lix-tools/migrate-langver/codemods";
import { recSetMerge } from "@lix-tools/parser";
import { codemodFix } from "./_codemod.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports definitions that merge a recursive set with a plain one. */
export const recSetMergeRule: Rule = deprecationRule({
  detector: recSetMerge,
  code: "LX211",
  summary: "a recursive set and a plain one are merged",
  severity: "error",
  fix: "safe",
  repair: (site, ctx) => ({
    ...codemodFix(recSetMergeCodemod, site, ctx),
    related: [{ span: ctx.span(site.previous), message: "the first definition, which decides about `rec`" }],
  }),
});

/** Merges of a recursive set with a plain one: which of them comes first decides what names mean. */
import { type Rule } from "../../engine/rule.ts";
import { recSetMerge } from "@lix-tools/parser";
import { deprecationRule } from "./_deprecation.ts";

/** Reports definitions that merge a recursive set with a plain one. */
export const recSetMergeRule: Rule = deprecationRule({
  detector: recSetMerge,
  code: "LX211",
  summary: "a recursive set and a plain one are merged",
  severity: "error",
  fix: "none",
  repair: ({ previous }, ctx) => ({
    related: [{ span: ctx.span(previous), message: "the first definition, which decides about `rec`" }],
    notes: ["`lix-migrate` writes them as one set"],
  }),
});

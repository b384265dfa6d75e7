/** Attributes that are defined twice and do not merge. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports an attribute that is defined twice. */
export const duplicateAttrRule: Rule = defineRule({
  group: "correct",
  name: "duplicate-attr",
  code: "LX101",
  summary: "an attribute that is defined twice",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/duplicate-attr", "syntax/attrset-merge", "syntax/shared-prefix"],
});

/** Parameters that are named twice. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a parameter that is named twice. */
export const duplicateFormalRule: Rule = defineRule({
  group: "correct",
  name: "duplicate-formal",
  code: "LX102",
  summary: "a parameter that is named twice",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/duplicate-formal"],
});

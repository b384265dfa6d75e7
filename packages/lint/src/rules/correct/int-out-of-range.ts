/** Numbers that do not fit. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a number that does not fit. */
export const intOutOfRangeRule: Rule = defineRule({
  group: "correct",
  name: "int-out-of-range",
  code: "LX106",
  summary: "a number that does not fit",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/int-out-of-range", "syntax/float-out-of-range"],
});

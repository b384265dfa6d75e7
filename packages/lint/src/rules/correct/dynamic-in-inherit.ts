/** Computed names in `inherit`. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a computed name in an `inherit`. */
export const dynamicInInheritRule: Rule = defineRule({
  group: "correct",
  name: "dynamic-in-inherit",
  code: "LX104",
  summary: "a computed name in an `inherit`",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/dynamic-in-inherit"],
});

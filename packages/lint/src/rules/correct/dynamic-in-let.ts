/** Computed names where a `let` wants names that are written out. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a computed name in a `let`. */
export const dynamicInLetRule: Rule = defineRule({
  group: "correct",
  name: "dynamic-in-let",
  code: "LX103",
  summary: "a computed name in a `let`",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/dynamic-in-let"],
});

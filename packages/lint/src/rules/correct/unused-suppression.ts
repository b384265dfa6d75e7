/** A comment that silences nothing. Found where suppressions are applied; the rule is what can be switched off. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a comment that silences nothing. */
export const unusedSuppressionRule: Rule = defineRule({
  group: "correct",
  name: "unused-suppression",
  code: "LX127",
  summary: "a comment that silences nothing",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [],
});

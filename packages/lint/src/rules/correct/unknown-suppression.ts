/** A comment that silences a rule which does not exist. Found where suppressions are applied; the rule is what can be switched off. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a comment that silences a rule which does not exist. */
export const unknownSuppressionRule: Rule = defineRule({
  group: "correct",
  name: "unknown-suppression",
  code: "LX128",
  summary: "a comment that silences a rule which does not exist",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
});

/** Chains such as `a == b == c`. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a chain of operators that do not chain. */
export const nonassocChainRule: Rule = defineRule({
  group: "correct",
  name: "nonassoc-chain",
  code: "LX105",
  summary: "a chain of operators that do not chain",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/nonassoc-chain"],
});

/** Everything the parser refuses that has no rule of its own. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports text that the language refuses. */
export const syntaxErrorRule: Rule = defineRule({
  group: "correct",
  name: "syntax-error",
  code: "LX100",
  summary: "text that the language refuses",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: [],
});

/** Lists of the future edition, where `[ f⏎x ]` is a call. The parser finds it; the rule gives it its name and fix. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports an element on a line of its own without a comma before it. */
export const listCommasRule: Rule = defineRule({
  group: "langver",
  name: "list-commas",
  code: "LX244",
  summary: "an element on a line of its own without a comma before it",
  severity: "error",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [],
  takes: ["syntax/list-missing-comma"],
});

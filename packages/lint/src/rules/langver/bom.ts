/** A byte order mark before the text. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a byte order mark. */
export const bomRule: Rule = defineRule({
  group: "langver",
  name: "bom",
  code: "LX230",
  summary: "a byte order mark",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/bom"],
});

/** What is wrong with a head clause. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a problem with the head clause. */
export const headClauseRule: Rule = defineRule({
  group: "langver",
  name: "head-clause",
  code: "LX233",
  summary: "a problem with the head clause",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: [
    "langver/duplicate-clause",
    "langver/duplicate-feature",
    "langver/edition-implied",
    "langver/misplaced-clause",
    "langver/needs-clause",
    "langver/two-editions",
    "langver/unfinished-clause",
    "langver/unknown-feature",
    "langver/unratified-feature-name",
  ],
});

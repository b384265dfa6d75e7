/** Bytes that are no UTF-8. The parser finds it; the rule gives it its name. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports bytes that are no UTF-8. */
export const nonUtf8Rule: Rule = defineRule({
  group: "langver",
  name: "non-utf8",
  code: "LX231",
  summary: "bytes that are no UTF-8",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [],
  takes: ["syntax/invalid-utf8"],
});

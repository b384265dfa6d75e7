/** Syntax of a feature that the head clause does not switch on. The parser finds it; the rule gives it its name. Fix: name the feature. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports syntax of a feature that is not switched on. */
export const featureNotEnabledRule: Rule = defineRule({
  group: "langver",
  name: "feature-not-enabled",
  code: "LX232",
  summary: "syntax of a feature that is not switched on",
  severity: "error",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [],
  takes: ["langver/feature-not-enabled"],
});

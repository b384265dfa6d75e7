/** A path into somebody's home folder. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports `~/…`. */
export const homePathRule: Rule = defineRule({
  group: "style",
  name: "home-path",
  code: "LX426",
  summary: "a path begins in the home folder",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.HpathExpression],
  check(node, ctx) {
    ctx.report(node, "the path depends on who evaluates it", { notes: ["pure evaluation refuses it"] });
  },
});

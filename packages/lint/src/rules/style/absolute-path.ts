/** A path from the root of the file system: it means something else on every machine, and pure evaluation refuses it. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports absolute paths. */
export const absolutePathRule: Rule = defineRule({
  group: "style",
  name: "absolute-path",
  code: "LX425",
  summary: "a path begins at the root of the file system",
  severity: "warning",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.PathExpression],
  check(node, ctx) {
    if (ctx.tree.source[ctx.span(node).start] !== 0x2f) return;
    ctx.report(node, "the path is absolute", { notes: ["pure evaluation refuses it; in quotes it is a string"] });
  },
});

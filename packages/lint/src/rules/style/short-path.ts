/**
 * `a/b` ⇒ `./a/b`. Sound: both are the path beside the file. Without the dot a path looks like a division.
 */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { insertAt, safeFix } from "../../facts/edits.ts";

/** Reports relative paths that do not begin with a dot. */
export const shortPathRule: Rule = defineRule({
  group: "style",
  name: "short-path",
  code: "LX424",
  summary: "a relative path does not begin with `./`",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.PathExpression],
  check(node, ctx) {
    const { start } = ctx.span(node);
    const first = ctx.tree.source[start];
    if (first === 0x2f || first === 0x2e) return;
    const before = String.fromCharCode(ctx.tree.source[start - 1] ?? 0x20);
    const glue = /[\w'"]/.test(before) ? " " : "";
    ctx.report(node, "the path looks like a division", { fix: safeFix("write `./`", insertAt(start, `${glue}./`)) });
  },
});

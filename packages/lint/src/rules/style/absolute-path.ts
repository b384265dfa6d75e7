/** A path from the root of the file system: it means something else on every machine, and pure evaluation refuses it. */
import { Kind } from "@lix-tools/parser";
import { operandsOf, operatorName } from "../../facts/shape.ts";
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
    // `/. + "…"` is how a string becomes a path.
    if (ctx.tree.source[ctx.span(node).start] !== 0x2f || ctx.name(node) === "/.") return;
    // `src + /lib` is a way to write `"${src}/lib"`, which is another matter.
    const parent = ctx.parent(node);
    if (operatorName(ctx, parent) === "plus" && operandsOf(ctx, parent).right === node) return;
    ctx.report(node, "the path is absolute", { notes: ["pure evaluation refuses it; in quotes it is a string"] });
  },
});

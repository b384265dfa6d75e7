/**
 * Carriage returns. Between tokens and in comments they go; in `"` strings legacy reads them as line feeds already. In
 * `''` strings they are part of the value, so taking them out is unsafe.
 */
import { type Rule } from "../../engine/rule.ts";
import { crLineEndings, Kind, kindOf, nodeAt } from "@lix-tools/parser";
import { safeFix, unsafeFix } from "../../facts/edits.ts";
import { deprecationRule } from "./_deprecation.ts";

/** Reports carriage returns. */
export const crLineEndingsRule: Rule = deprecationRule({
  detector: crLineEndings,
  code: "LX206",
  summary: "lines end in CR or CRLF",
  severity: "warning",
  fix: "safe",
  repair({ place, offsets }, ctx) {
    const { tree } = ctx;
    const edits = offsets.map((at) => ({
      span: { start: at, end: at + 1 },
      text: tree.source[at + 1] === 0x0a ? "" : "\n",
    }));
    const isIndented =
      place === "string" && kindOf(tree, ctx.parent(nodeAt(tree, offsets[0] ?? 0))) === Kind.IndentedStringExpression;
    if (isIndented) return { fix: unsafeFix("write LF, which changes the value", ...edits) };
    if (place === "block-comment") return { noFix: "only the comment is concerned" };
    return { fix: safeFix("write LF", ...edits) };
  },
});

/**
 * `[ a ] ++ [ b ]` ⇒ `[ a b ]`. Sound: the elements are the same and none is evaluated.
 */
import { childByKind, endOf, Kind, kindOf, startOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isEmptyList, operandsOf, operatorName } from "../../facts/shape.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports concatenations of two list literals. */
export const listLiteralConcatRule: Rule = defineRule({
  group: "style",
  name: "list-literal-concat",
  code: "LX415",
  summary: "two list literals are concatenated",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.BinaryExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (operatorName(ctx, node) !== "concat" || tree.langver.dialect === "nix2_future") return;
    const { left, right } = operandsOf(ctx, node);
    // The operator nests to the right: in `[ a ] ++ [ b ] ++ c` the second literal is the left side of another one.
    const second = operatorName(ctx, right) === "concat" ? operandsOf(ctx, right).left : right;
    if (kindOf(tree, left) !== Kind.ListExpression || kindOf(tree, second) !== Kind.ListExpression) return;
    if (isEmptyList(ctx, left) || isEmptyList(ctx, second)) return;
    const span = { start: endOf(tree, left) - 1, end: endOf(tree, childByKind(tree, second, Kind.LeftBracket)) };
    const before = /\s/.test(String.fromCharCode(tree.source[span.start - 1] ?? 0));
    const after = /\s/.test(String.fromCharCode(tree.source[span.end] ?? 0));
    const between = tree.source.subarray(span.start, span.end).includes(0x0a);
    const text = before || after ? "" : " ";
    ctx.report({ start: startOf(tree, left), end: endOf(tree, second) }, "the two lists could be one", {
      fix: safeFix("write one list", { span, text: between && !before && !after ? "\n" : text }),
    });
  },
});

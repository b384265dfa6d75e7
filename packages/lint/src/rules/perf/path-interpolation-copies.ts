/** `"${./.}/x"` copies the directory with everything in it into the store; `"${./x}"` copies what is wanted. */
import { childByField, Field, Kind, kindOf, sliceLatin1, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports directories in strings. */
export const pathInterpolationCopiesRule: Rule = defineRule({
  group: "perf",
  name: "path-interpolation-copies",
  code: "LX509",
  summary: "a string copies a whole directory into the store",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.Interpolation],
  check(node, ctx) {
    const { tree } = ctx;
    const around = kindOf(tree, ctx.parent(node));
    if (around !== Kind.StringExpression && around !== Kind.IndentedStringExpression) return;
    const path = unwrapParentheses(tree, childByField(tree, node, Field.Expression));
    if (kindOf(tree, path) !== Kind.PathExpression || !/^(\.\.?\/)+\.{0,2}$|^\.{1,2}$/.test(ctx.name(path))) return;
    // Who wants the directory itself gets it; who names a file behind it wanted the file.
    const { end } = ctx.span(node);
    const rest = sliceLatin1(tree.source, end, Math.min(end + 80, tree.source.length));
    if (!/^\/[\w.-]+(?![\w.*?[/-])/.test(rest)) return;
    ctx.report(path, `\`${ctx.text(path)}\` in a string copies the whole directory into the store`, {
      notes: ["name the file that is wanted, or filter the directory with `lib.fileset` or `builtins.path`"],
    });
  },
});

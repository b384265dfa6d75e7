/**
 * `{ ... }: e` ⇒ `_: e`. Unsafe: the first refuses what is no set, the second takes anything. Module systems look at the
 * pattern, too, so files of modules are not asked to change.
 */
import { childByField, childrenByField, Field, Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";

/** Reports patterns that bind nothing. */
export const emptyPatternRule: Rule = defineRule({
  group: "style",
  name: "empty-pattern",
  code: "LX405",
  summary: "a pattern binds nothing",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.FunctionExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const formals = childByField(tree, node, Field.Formals);
    if (formals < 0 || childByField(tree, node, Field.Universal) >= 0) return;
    if (childrenByField(tree, formals, Field.Formal).length > 0 || childByField(tree, formals, Field.Ellipses) < 0)
      return;
    const isFile = ctx.parent(node) === 0;
    if (isFile) return;
    if (ctx.mentions("_")) ctx.report(formals, "the pattern binds nothing", { noFix: "`_` is a name in this file" });
    else
      ctx.report(formals, "the pattern binds nothing", {
        fix: unsafeFix("write `_`", { span: ctx.span(formals), text: "_" }),
      });
  },
});

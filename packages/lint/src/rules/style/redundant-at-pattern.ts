/**
 * `a@{ ... }: e` ⇒ `a: e`. Unsafe: the pattern refuses what is no set.
 */
import { childByField, childrenByField, Field, Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";

/** Reports patterns beside a name that bind nothing more. */
export const redundantAtPatternRule: Rule = defineRule({
  group: "style",
  name: "redundant-at-pattern",
  code: "LX406",
  summary: "a pattern beside a name binds nothing more",
  severity: "info",
  preset: "strict",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.FunctionExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const formals = childByField(tree, node, Field.Formals);
    const name = childByField(tree, node, Field.Universal);
    if (formals < 0 || name < 0) return;
    if (childrenByField(tree, formals, Field.Formal).length > 0 || childByField(tree, formals, Field.Ellipses) < 0)
      return;
    const [first, second] = [ctx.span(formals), ctx.span(name)];
    const span = { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
    const text = ctx.text(name);
    ctx.report(span, `could be \`${text}\``, { fix: unsafeFix(`write \`${text}\``, { span, text }) });
  },
});

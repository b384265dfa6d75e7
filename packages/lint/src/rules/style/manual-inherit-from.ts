/**
 * `{ a = s.a; }` ⇒ `{ inherit (s) a; }`. Sound, in `rec` and `let` too: the source is looked up in the inner scope both
 * ways.
 */
import { childByField, Field, Kind, kindOf, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { selectedPath } from "../../facts/calls.ts";
import { isDocumented, pathNames } from "../../facts/shape.ts";

/** Reports `a = s.a;`. */
export const manualInheritFromRule: Rule = defineRule({
  group: "style",
  name: "manual-inherit-from",
  code: "LX401",
  summary: "a binding of an attribute of the same name could be an `inherit (…)`",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Binding],
  check(node, ctx) {
    const { tree } = ctx;
    const value = childByField(tree, node, Field.Expression);
    if (kindOf(tree, value) !== Kind.SelectExpression || kindOf(tree, node + 2) !== Kind.Identifier) return;
    const names = pathNames(ctx, node);
    const path = selectedPath(ctx, value);
    if (names?.length !== 1 || path === null || path.names.at(-1) !== names[0]) return;
    const base = kindOf(tree, path.base);
    if (base !== Kind.VariableExpression) return;
    if (childByField(tree, node, Field.Attrpath) === none || isDocumented(ctx, node)) return;
    const source = [ctx.text(path.base), ...path.names.slice(0, -1)];
    if (source.some((name) => !/^[A-Za-z_][\w'-]*$/.test(name))) return;
    const text = `inherit (${source.join(".")}) ${names[0]};`;
    ctx.report(node, `could be \`${text}\``, { fix: safeFix(`write \`${text}\``, { span: ctx.span(node), text }) });
  },
});

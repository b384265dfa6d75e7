/**
 * `{ a = s.a; }` ⇒ `{ inherit (s) a; }`. Sound, in `rec` and `let` too: the source is looked up in the inner scope both
 * ways.
 */
import { childByField, Field, Kind, kindOf, type NodeIndex, none } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { selectedPath } from "../../facts/calls.ts";
import { bindingsOf, isDocumented, pathNames } from "../../facts/shape.ts";

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
    if (source.some((name) => !/^[A-Za-z_][\w'-]*$/.test(name)) || hasParallel(ctx, node, source.join("."))) return;
    const text = `inherit (${source.join(".")}) ${names[0]};`;
    ctx.report(node, `could be \`${text}\``, { fix: safeFix(`write \`${text}\``, { span: ctx.span(node), text }) });
  },
});

/** In a set on one line, bindings that take different things from one place are written alike on purpose. */
function hasParallel(ctx: RuleContext, binding: NodeIndex, source: string): boolean {
  const { tree } = ctx;
  const set = ctx.parent(binding);
  const { start, end } = ctx.span(set);
  const lineEnd = tree.source.indexOf(0x0a, start);
  if (lineEnd >= 0 && lineEnd < end) return false;
  const mention = new RegExp(`(^|[^\\w.'-])${source.replaceAll(".", "\\.")}\\.`);
  return bindingsOf(ctx, set).some((other) => {
    const value = childByField(tree, other, Field.Expression);
    if (value === none || other === binding || !mention.test(ctx.text(value))) return false;
    return selectedPath(ctx, value)?.names.at(-1) !== pathNames(ctx, other)?.join(".");
  });
}

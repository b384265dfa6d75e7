/**
 * `{ a = a; }` ⇒ `{ inherit a; }`. Sound in a plain set: both are the variable outside. In `rec` and `let` the first is
 * an infinite recursion, which is another rule's.
 */
import { childByField, Field, Kind, kindOf, latin1Of } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";
import { isDocumented, pathNames } from "../../facts/shape.ts";

/** Reports `a = a;` in plain sets. */
export const manualInheritRule: Rule = defineRule({
  group: "style",
  name: "manual-inherit",
  code: "LX400",
  summary: "a binding of a variable of the same name could be an `inherit`",
  severity: "info",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Binding],
  check(node, ctx) {
    const { tree } = ctx;
    const value = childByField(tree, node, Field.Expression);
    if (kindOf(tree, value) !== Kind.VariableExpression || kindOf(tree, node + 2) !== Kind.Identifier) return;
    const names = pathNames(ctx, node);
    const name = latin1Of(tree, value);
    if (names?.length !== 1 || names[0] !== name || kindOf(tree, ctx.parent(node)) !== Kind.AttrsetExpression) return;
    if (name === "null" || name === "true" || name === "false" || isDocumented(ctx, node)) return;
    // A set that is merged into another may be in a recursive one.
    if (!ctx.resolution().bindings.has(ctx.parent(node))) return;
    const text = `inherit ${name};`;
    ctx.report(node, `could be \`${text}\``, { fix: safeFix(`write \`${text}\``, { span: ctx.span(node), text }) });
  },
});

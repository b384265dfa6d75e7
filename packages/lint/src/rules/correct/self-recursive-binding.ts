/** `let a = a;` and `rec { a = a; }` never end. `inherit a;` takes the name from outside, which is another meaning. */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";
import { variableName } from "../../facts/calls.ts";

/** Reports bindings whose value is the name they bind. */
export const selfRecursiveBindingRule: Rule = defineRule({
  group: "correct",
  name: "self-recursive-binding",
  code: "LX117",
  summary: "a recursive binding is its own value",
  severity: "error",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.Binding],
  check(node, ctx) {
    const { tree } = ctx;
    const value = childByField(tree, node, Field.Expression);
    if (kindOf(tree, value) !== Kind.VariableExpression || kindOf(tree, node + 2) !== Kind.Identifier) return;
    const name = variableName(ctx, value);
    if (ctx.name(node + 1) !== name) return;
    const target = ctx.nameTarget(value + 1);
    if (target?.kind !== "definition" || !target.definition.nodes.includes(node + 2)) return;
    const text = `inherit ${name};`;
    ctx.report(node, `\`${name}\` is its own value, which never ends`, {
      fix: unsafeFix(`write \`${text}\``, { span: ctx.span(node), text }),
    });
  },
});

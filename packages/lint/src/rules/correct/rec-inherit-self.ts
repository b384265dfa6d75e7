/** `rec { inherit (x) x; }`: the source is looked up in the set itself, so this never ends. */
import { childByField, childrenByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { selectedPath, variableName } from "../../facts/calls.ts";

/** Reports recursive `inherit`s from the name they define. */
export const recInheritSelfRule: Rule = defineRule({
  group: "correct",
  name: "rec-inherit-self",
  code: "LX124",
  summary: "an `inherit` in a recursive set takes a name from itself",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.InheritFrom],
  check(node, ctx) {
    const { tree } = ctx;
    const source = childByField(tree, node, Field.Expression);
    const base = kindOf(tree, source) === Kind.SelectExpression ? (selectedPath(ctx, source)?.base ?? source) : source;
    const name = variableName(ctx, base);
    const attrs = childByField(tree, node, Field.Attrs);
    if (name === null || attrs < 0) return;
    const target = ctx.nameTarget(base + 1);
    if (target?.kind !== "definition") return;
    for (const attr of childrenByField(tree, attrs, Field.Attr)) {
      if (!target.definition.nodes.includes(attr)) continue;
      ctx.report(attr, `\`${name}\` is taken from itself, which never ends`, {
        related: [{ span: ctx.span(source), message: `in a recursive scope this is the \`${name}\` defined here` }],
      });
    }
  },
});

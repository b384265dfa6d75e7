/**
 * `let inherit a; in …`: the name means the same without it. Sound where `a` is bound lexically or global; where a `with`
 * provides it, the `let` changes which of several frames wins further in.
 */
import { childByField, childrenByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { removeNode, safeFix } from "../../facts/edits.ts";

/** Reports names that a `let` inherits from the scope it is in. */
export const uselessInheritRule: Rule = defineRule({
  group: "dead",
  name: "useless-inherit",
  code: "LX309",
  summary: "a `let` inherits a name that is in scope anyway",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Inherit],
  check(node, ctx) {
    const { tree } = ctx;
    if (kindOf(tree, ctx.parent(node)) !== Kind.LetExpression) return;
    const attrs = childByField(tree, node, Field.Attrs);
    if (attrs < 0) return;
    const names = childrenByField(tree, attrs, Field.Attr);
    for (const attr of names) {
      const target = ctx.nameTarget(attr);
      if (target?.kind !== "definition" && target?.kind !== "global") continue;
      const edit = removeNode(ctx, names.length === 1 ? node : attr);
      ctx.report(attr, `\`${ctx.text(attr)}\` is in scope anyway`, { fix: safeFix("remove it", edit) });
    }
  },
});

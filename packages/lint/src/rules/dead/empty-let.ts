/**
 * `let in e` ⇒ `e`. Sound: no names are bound, so what names mean stays.
 */
import { childByField, Field, Kind, none, startOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { keepOnly, safeFix } from "../../facts/edits.ts";
import { levelOf } from "../../facts/levels.ts";

/** Reports `let` without bindings. */
export const emptyLetRule: Rule = defineRule({
  group: "dead",
  name: "empty-let",
  code: "LX307",
  summary: "a `let` binds nothing",
  severity: "warning",
  preset: "recommended",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.LetExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (childByField(tree, node, Field.Binding) !== none) return;
    const body = childByField(tree, node, Field.Body);
    const fix = safeFix("keep the body", ...keepOnly(ctx, node, body, levelOf(ctx, body)));
    ctx.report({ start: startOf(tree, node), end: startOf(tree, node) + 3 }, "the `let` binds nothing", { fix });
  },
});

/**
 * `a.x = …; a.y = …; a.z = …;` in one set could be one set. Reported from the third on, and not in recursive sets, where
 * a set would change nothing but is less usual.
 */
import {
  childByField,
  childByKind,
  endOf,
  Field,
  Kind,
  type NodeIndex,
  spanOf,
  startOf,
  type TextEdit,
} from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type ReportDetails, type Rule } from "../../engine/rule.ts";
import { insertAt, safeFix } from "../../facts/edits.ts";
import { bindingsOf, pathNames } from "../../facts/shape.ts";

/** Bindings of one head from which on a set reads better. */
const many = 3;

/** Reports keys that are repeated in the paths of a set. */
export const repeatedKeysRule: Rule = defineRule({
  group: "style",
  name: "repeated-keys",
  code: "LX412",
  summary: "several paths of a set begin with the same key",
  severity: "info",
  preset: "strict",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.AttrsetExpression],
  check(node, ctx) {
    const byHead = new Map<string, number[]>();
    for (const binding of bindingsOf(ctx, node)) {
      const names = pathNames(ctx, binding);
      const head = names?.[0];
      if (names === null || names.length < 2 || head == null) continue;
      byHead.set(head, [...(byHead.get(head) ?? []), binding]);
    }
    for (const [head, bindings] of byHead) {
      const [first, ...others] = bindings;
      if (first === undefined || bindings.length < many) continue;
      ctx.report(first + 2, `\`${head}\` begins ${bindings.length} paths of this set`, {
        related: others.map((binding) => ({ span: ctx.span(binding + 2), message: "here too" })),
        ...nest(ctx, node, bindings),
      });
    }
  },
});

/** Opens a set behind the key of the first path and closes it behind the last; nothing moves, comments included. */
function nest(ctx: RuleContext, set: NodeIndex, bindings: readonly NodeIndex[]): ReportDetails {
  const { tree } = ctx;
  const all = bindingsOf(ctx, set);
  const begin = all.indexOf(bindings[0] ?? set);
  const isRow = bindings.every((binding, index) => all[begin + index] === binding);
  if (!isRow) return { noFix: "other bindings stand between them" };
  const edits = bindings.map((binding, index): TextEdit => {
    const path = childByField(tree, binding, Field.Attrpath);
    const dot = childByKind(tree, path, Kind.Dot);
    if (index > 0) return { span: { start: startOf(tree, path), end: endOf(tree, dot) }, text: "" };
    return { span: spanOf(tree, dot), text: " = { " };
  });
  return { fix: safeFix("write one set", ...edits, insertAt(endOf(tree, bindings.at(-1) ?? set), " };")) };
}

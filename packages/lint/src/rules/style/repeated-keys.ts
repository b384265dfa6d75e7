/**
 * `a.x = …; a.y = …; a.z = …;` in one set could be one set. Reported from the third on, and not in recursive sets, where
 * a set would change nothing but is less usual.
 */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
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
  fix: "none",
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
      });
    }
  },
});

/** A `with` in the scope of another `with`: names can come from either, and adding one to a set changes what they mean. */
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { scopeAt } from "@lix-tools/eval-core";

/** Reports a `with` inside another one. */
export const nestedWithRule: Rule = defineRule({
  group: "style",
  name: "nested-with",
  code: "LX422",
  summary: "a `with` inside another `with`",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const scope = scopeAt(ctx.resolution(), ctx.parents(), node);
    if (scope === null || scope.withs === 0) return;
    const { start } = ctx.span(node);
    ctx.report({ start, end: start + 4 }, "names in here can come from more than one `with`");
  },
});

/** A `with` over a whole file or function: readers and tools cannot tell where its names come from. */
import { childByField, Field, Kind, kindOf } from "@lix-tools/parser";
import { qualifyNames } from "../../facts/qualify.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports a `with` whose body is a whole file or module. */
export const wideWithRule: Rule = defineRule({
  group: "style",
  name: "wide-with",
  code: "LX423",
  summary: "a `with` spans a whole file or function",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const around = kindOf(tree, ctx.parent(node));
    if (around !== Kind.SourceCode && around !== Kind.FunctionExpression) return;
    const body = kindOf(tree, childByField(tree, node, Field.Body));
    const isLarge =
      body === Kind.LetExpression || body === Kind.AttrsetExpression || body === Kind.RecAttrsetExpression;
    if (around === Kind.FunctionExpression && !isLarge) return;
    const { start } = ctx.span(node);
    const environment = ctx.span(childByField(tree, node, Field.Environment));
    ctx.report({ start, end: environment.end }, "names of this `with` are in scope everywhere below", {
      ...qualifyNames(ctx, node),
      notes: ["`let inherit (…) …; in` or a prefix says where a name comes from"],
    });
  },
});

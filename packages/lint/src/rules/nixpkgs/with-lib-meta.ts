/**
 * `meta = with lib; { … }`: nixpkgs writes `lib.licenses.mit` instead, so that everybody sees where names come from.
 * Fix: qualify the names, where nothing else can provide them.
 */
import { childByField, Field, Kind, kindOf, startOf } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isLib } from "../../facts/calls.ts";
import { qualifyNames } from "../../facts/qualify.ts";
import { pathNames } from "../../facts/shape.ts";

/** Reports `meta = with lib; …`. */
export const withLibMetaRule: Rule = defineRule({
  group: "nixpkgs",
  name: "with-lib-meta",
  code: "LX631",
  summary: "`meta` is written under `with lib`",
  severity: "info",
  preset: "nixpkgs",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.WithExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const binding = ctx.parent(node);
    const environment = childByField(tree, node, Field.Environment);
    if (kindOf(tree, binding) !== Kind.Binding || !isLib(ctx, environment)) return;
    if (pathNames(ctx, binding)?.join(".") !== "meta") return;
    ctx.report(
      { start: startOf(tree, node), end: ctx.span(environment).end },
      "names of `meta` come from a `with`",
      qualifyNames(ctx, node),
    );
  },
});

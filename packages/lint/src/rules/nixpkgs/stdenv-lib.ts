/** `lib` is taken from `stdenv`, which has none any more. */
import { defineRule, type ReportDetails, type Rule } from "../../engine/rule.ts";
import { endOf, Kind, type NodeIndex, startOf } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { isBoundAround } from "../../facts/definitions.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { selectedPath, variableName } from "../../facts/calls.ts";

/** Reports where `lib` is taken from `stdenv`, which has none any more. */
export const stdenvLibRule: Rule = defineRule({
  group: "nixpkgs",
  name: "stdenv-lib",
  code: "LX625",
  summary: "`lib` is taken from `stdenv`, which has none any more",
  severity: "warning",
  preset: "nixpkgs",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.SelectExpression],

  check(node, ctx) {
    const path = selectedPath(ctx, node);
    if (path === null || path.names[0] !== "lib" || variableName(ctx, path.base) !== "stdenv") return;
    ctx.report(node, "`stdenv.lib` is gone; take `lib` as an argument", takeLib(ctx, node, path.base));
  },
});

/** Needs `lib` beside `stdenv` among the arguments; where it is not there yet, it comes there. */
function takeLib(ctx: RuleContext, node: NodeIndex, stdenv: NodeIndex): ReportDetails {
  const { tree } = ctx;
  // The name is the variable's only child.
  const target = ctx.nameTarget(stdenv + 1);
  if (target?.kind !== "definition" || target.definition.kind !== "formal") return { noFix: "`stdenv` is no argument" };
  const [formal] = target.definition.nodes;
  if (formal === undefined) return {};
  const hasLib = target.definition.scope.definitions.some(({ name, kind }) => name === "lib" && kind === "formal");
  if (!hasLib && isBoundAround(ctx, node, "lib")) return { noFix: "`lib` means something else here" };
  const dropped = { span: { start: startOf(tree, stdenv), end: endOf(tree, stdenv) + 1 }, text: "" };
  return {
    fix: unsafeFix("take `lib` as an argument", dropped, ...(hasLib ? [] : [insertAt(startOf(tree, formal), "lib, ")])),
  };
}

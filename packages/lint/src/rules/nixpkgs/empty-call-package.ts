/** `callPackage` of a path in by-name is called without overrides. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import { callAt, selectedPath, variableName } from "../../facts/calls.ts";
import { isEmptySet } from "../../facts/shape.ts";

/** Reports where `callPackage` of a path in by-name is called without overrides. */
export const emptyCallPackageRule: Rule = defineRule({
  group: "nixpkgs",
  name: "empty-call-package",
  code: "LX624",
  summary: "`callPackage` of a path in by-name is called without overrides",
  severity: "info",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],

  check(node, ctx) {
    const call = callAt(ctx, node);
    const [path, overrides] = call?.args ?? [];
    if (call === null || path === undefined || overrides === undefined || call.args.length !== 2) return;
    const name = variableName(ctx, call.callee) ?? selectedPath(ctx, call.callee)?.names.at(-1);
    if (name !== "callPackage" || kindOf(ctx.tree, path) !== Kind.PathExpression || !isEmptySet(ctx, overrides)) return;
    if (ctx.name(path).includes("by-name/")) ctx.report(node, "packages in by-name are called by themselves");
  },
});

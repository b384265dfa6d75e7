/** Names of `lib` that were renamed. Fix: the new name, which is the same function unless `lib` is another one. */
import { attrsOf, Kind, kindOf, type NodeIndex } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type ReportDetails, type Rule } from "../../engine/rule.ts";
import { isLib, libFunctionAt, selectedPath } from "../../facts/calls.ts";
import { unsafeFix } from "../../facts/edits.ts";

/** What is called otherwise now; a text with a space is advice and no name. */
const successors: ReadonlyMap<string, string> = new Map([
  ["addPassthru", "use `lib.extendDerivation true passthru drv`"],
  ["cartesianProductOfSets", "cartesianProduct"],
  ["crossLists", "use `lib.mapCartesianProduct`"],
  ["fold", "foldr"],
  ["imap", "imap1"],
  ["isInOldestRelease", "oldestSupportedReleaseIsAtLeast"],
  ["literalExample", "literalExpression"],
  ["mapAttrsFlatten", "mapAttrsToList"],
  ["mdDoc", "use the text as it is: descriptions are Markdown"],
  ["mkAliasOptionModuleMD", "mkAliasOptionModule"],
  ["mkFixStrictness", "leave it out: `mkIf` and `mkOverride` need it no more"],
  ["mkPackageOptionMD", "mkPackageOption"],
  ["nixpkgsVersion", "version"],
  ["readPathsFromFile", "use a list of paths"],
  ["zip", "zipAttrsWith"],
]);

/** Types that were renamed. */
const types: ReadonlyMap<string, string> = new Map([
  ["string", 'use `types.str`, or `types.separatedString ""` where definitions are joined'],
  ["loaOf", "attrsOf"],
  ["optionSet", "use `types.submodule`"],
]);

/** Reports names of `lib` that were renamed. */
export const deprecatedLibAliasRule: Rule = defineRule({
  group: "nixpkgs",
  name: "deprecated-lib-alias",
  code: "LX633",
  summary: "a name of `lib` that was renamed",
  severity: "warning",
  preset: "nixpkgs",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.SelectExpression, Kind.VariableExpression],
  check(node, ctx) {
    const { tree } = ctx;
    if (kindOf(tree, node) === Kind.VariableExpression) {
      const name = ctx.name(node);
      if (!successors.has(name) || libFunctionAt(ctx, node) !== name) return;
      return ctx.report(node, `\`lib.${name}\` was renamed`, { notes: [adviceOf(successors.get(name) ?? "", "lib")] });
    }
    const attrs = attrsOf(tree, node);
    const last = attrs.at(-1);
    const name = last === undefined ? "" : ctx.name(last);
    if (last === undefined || !(successors.has(name) || types.has(name))) return;
    const own = successors.get(name);
    if (own !== undefined && libFunctionAt(ctx, node) === name) report(ctx, last, "lib", own);
    const type = types.get(name);
    if (type !== undefined && isTypeOfLib(ctx, node)) report(ctx, last, "types", type);
  },
});

function isTypeOfLib(ctx: RuleContext, node: NodeIndex): boolean {
  const path = selectedPath(ctx, node);
  if (path === null) return false;
  const base = ctx.name(path.base);
  if (path.names.length === 1) return base === "types" && libFunctionAt(ctx, path.base) === "types";
  return path.names.length === 2 && path.names[0] === "types" && isLib(ctx, path.base);
}

function report(ctx: RuleContext, last: NodeIndex, set: string, successor: string): void {
  const details: ReportDetails = successor.includes(" ")
    ? { notes: [adviceOf(successor, set)] }
    : { fix: unsafeFix(`write \`${successor}\``, { span: ctx.span(last), text: successor }) };
  ctx.report(last, `\`${set}.${ctx.name(last)}\` was renamed`, details);
}

function adviceOf(successor: string, set: string): string {
  return successor.includes(" ") ? successor : `write \`${set}.${successor}\``;
}

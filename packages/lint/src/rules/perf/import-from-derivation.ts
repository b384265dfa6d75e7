/** `import (derivation)` stops evaluation until something is built. Seen where the argument is a call that builds. */
import { Kind, kindOf, unwrapParentheses } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt, callAt, flattenCall, selectedPath, variableName } from "../../facts/calls.ts";

const builders: ReadonlySet<string> = new Set([
  "runCommand",
  "runCommandLocal",
  "writeText",
  "fetchFromGitHub",
  "fetchFromGitLab",
  "fetchgit",
  "fetchzip",
  "applyPatches",
  "mkDerivation",
]);

const readers: ReadonlySet<string> = new Set(["import", "readFile", "readDir", "fromJSON"]);

/** Reports reads of what has to be built first. */
export const importFromDerivationRule: Rule = defineRule({
  group: "perf",
  name: "import-from-derivation",
  code: "LX507",
  summary: "evaluation waits for a build",
  severity: "info",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.ApplyExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const call = callAt(ctx, node);
    const [argument] = call?.args ?? [];
    if (call === null || argument === undefined) return;
    const source = unwrapParentheses(tree, argument);
    if (kindOf(tree, source) !== Kind.ApplyExpression) return;
    const { callee } = flattenCall(ctx, source);
    const name = variableName(ctx, callee) ?? selectedPath(ctx, callee)?.names.at(-1) ?? "";
    if (!builders.has(name) || !readers.has(builtinAt(ctx, call.callee) ?? "")) return;
    ctx.report(argument, `\`${name}\` has to be built before evaluation goes on`);
  },
});

/** `builtins.x` where no evaluator, or not the one that is targeted, has an `x`. */
import { knownGlobals } from "@lix-tools/eval-core";
import { childByField, Field, Kind, none } from "@lix-tools/parser";
import leven from "leven";
import type { RuleContext } from "../../engine/context.ts";
import { defineRule, type Rule } from "../../engine/rule.ts";
import type { Target } from "../../engine/target.ts";
import { hasBuiltin, isBuiltin } from "../../facts/builtin-releases.ts";
import { isGlobal, selectedPath, variableName } from "../../facts/calls.ts";

/** Members of `builtins` that tools and experimental builds add. */
const elsewhere: ReadonlySet<string> = new Set([
  "features",
  "scopedImportUsing",
  "wasm",
  "debug",
  "fetchurl",
  "filterAttrs",
]);

/** Reports selections of builtins that do not exist. */
export const unknownBuiltinRule: Rule = defineRule({
  group: "correct",
  name: "unknown-builtin",
  code: "LX109",
  summary: "a builtin that does not exist",
  severity: "error",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.SelectExpression],
  check(node, ctx) {
    const { tree } = ctx;
    const base = childByField(tree, node, Field.Expression);
    if (variableName(ctx, base) !== "builtins") return;
    const path = selectedPath(ctx, node);
    const [name] = path?.names ?? [];
    if (name === undefined || childByField(tree, node, Field.Default) !== none || !isGlobal(ctx, base)) return;
    if (!isBuiltin(name) && elsewhere.has(name)) return;
    const missing = isBuiltin(name) ? missingIn(name, ctx.target) : "";
    // Who asks `builtins ? x` first is prepared for it not to be there.
    if (missing === null || asksFor(ctx, name)) return;
    if (missing === "") return ctx.report(node, `there is no \`builtins.${name}\`${suggestion(name)}`);
    ctx.report(node, `${missing} has no \`builtins.${name}\``, { severity: "warning" });
  },
});

function asksFor(ctx: RuleContext, name: string): boolean {
  const text = ctx.name(0);
  const escaped = name.replaceAll(/[^\w]/g, "\\$&");
  return new RegExp(`builtins\\s*\\?\\s*${escaped}\\b|hasAttr\\s*"${escaped}"`).test(text);
}

function missingIn(name: string, target: Target): string | null {
  const { family, version } = target;
  if ((family !== "lix" && family !== "nix") || hasBuiltin(target, name)) return null;
  return `${family === "lix" ? "Lix" : "Nix"}${version === null ? "" : ` ${version}`}`;
}

function suggestion(name: string): string {
  const names = [...knownGlobals].map((global) => global.replace(/^__/, ""));
  const best = names.toSorted((a, b) => leven(name, a) - leven(name, b))[0] ?? "";
  return leven(name, best) <= 2 ? `; did you mean \`builtins.${best}\`?` : "";
}

/**
 * `builtins.map` ⇒ `map`. Sound where nothing in scope binds the plain name and `builtins` is the global. Globals come
 * before `with`, so a `with` cannot get in between.
 */
import { standardGlobals } from "@lix-tools/eval-core";
import { Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { isGlobal, selectedPath, variableName } from "../../facts/calls.ts";
import { isBoundAround } from "../../facts/definitions.ts";
import { replaceExpression, safeFix } from "../../facts/edits.ts";

/** Reports `builtins.` before names that are global. */
export const builtinsPrefixRule: Rule = defineRule({
  group: "style",
  name: "builtins-prefix",
  code: "LX420",
  summary: "`builtins.` before a name that is global",
  severity: "info",
  preset: "strict",
  fix: "proof",
  since: "0.1",
  kinds: [Kind.SelectExpression],
  check(node, ctx) {
    const path = selectedPath(ctx, node);
    const [name] = path?.names ?? [];
    if (path === null || path.names.length !== 1 || name === undefined) return;
    if (variableName(ctx, path.base) !== "builtins" || !standardGlobals.has(name) || !isGlobal(ctx, path.base)) return;
    const message = `\`${name}\` is global`;
    if (isBoundAround(ctx, node, name)) ctx.report(node, message, { noFix: `\`${name}\` is bound here` });
    else ctx.report(node, message, { fix: safeFix(`write \`${name}\``, replaceExpression(ctx, node, name, 0)) });
  },
});

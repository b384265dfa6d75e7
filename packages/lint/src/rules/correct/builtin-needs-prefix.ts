/**
 * `length x` for `builtins.length x`. The file does not evaluate as it is, so there is nothing to preserve; the fix is
 * called unsafe because nothing can prove that this was meant.
 */
import { Kind, latin1Of } from "@lix-tools/parser";
import { knownGlobals, TargetCode } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { replaceExpression, unsafeFix } from "../../facts/edits.ts";

/** Reports names that exist only behind `builtins.`. */
export const builtinNeedsPrefixRule: Rule = defineRule({
  group: "correct",
  name: "builtin-needs-prefix",
  code: "LX108",
  summary: "a builtin that needs its prefix",
  severity: "error",
  preset: "recommended",
  fix: "unsafe",
  since: "0.1",
  kinds: [Kind.VariableExpression],
  check(node, ctx) {
    if (ctx.resolution().targets[node + 1] !== TargetCode.Unresolved) return;
    const name = latin1Of(ctx.tree, node);
    if (!knownGlobals.has(`__${name}`)) return;
    const text = `builtins.${name}`;
    ctx.report(node, `\`${name}\` is no global; it is \`${text}\``, {
      fix: unsafeFix(`write \`${text}\``, replaceExpression(ctx, node, text, 1)),
    });
  },
});

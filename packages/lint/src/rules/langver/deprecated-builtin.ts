/** Builtins with a successor: `toPath`, `isNull`. */
import { Field, fieldOf, Kind } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { builtinAt } from "../../facts/calls.ts";

const successors: Readonly<Record<string, string>> = {
  toPath: 'write `/. + "…"`, or `./. + "/…"` for a path beside the file',
  isNull: "write `x == null`",
};

/** Reports builtins that have a successor. */
export const deprecatedBuiltinRule: Rule = defineRule({
  group: "langver",
  name: "deprecated-builtin",
  code: "LX224",
  summary: "a builtin has a successor",
  severity: "warning",
  preset: "recommended",
  fix: "none",
  since: "0.1",
  kinds: [Kind.VariableExpression, Kind.SelectExpression],
  check(node, ctx) {
    const last = ctx.tree.source[ctx.span(node).end - 1];
    // The last letters of the names below; nearly every other name is done with here.
    if (last !== 0x68 && last !== 0x6c) return;
    const name = /(toPath|isNull)$/.exec(ctx.name(node))?.[1];
    const note = name === undefined ? undefined : successors[name];
    if (note === undefined || builtinAt(ctx, node) !== name) return;
    // Passed to a function, `isNull` has no shorter form.
    if (name === "isNull" && fieldOf(ctx.tree, node) !== Field.Function) return;
    const severity = name === "isNull" ? "info" : "warning";
    ctx.report(node, `\`${name}\` has a successor`, { severity, notes: [note] });
  },
});

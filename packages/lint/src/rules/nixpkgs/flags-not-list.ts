/** Flags are given as a string. */
import type { NodeIndex } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import type { ReportDetails, Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";
import { derivationRule, stringAt } from "./_derivation.ts";

const flags: readonly string[] = [
  "cmakeFlags",
  "configureFlags",
  "makeFlags",
  "mesonFlags",
  "ninjaFlags",
  "buildFlags",
  "installFlags",
  "checkFlags",
  "qmakeFlags",
  "sconsFlags",
];

/** Reports where flags are given as a string. */
export const flagsNotListRule: Rule = derivationRule({
  name: "flags-not-list",
  code: "LX601",
  summary: "flags are given as a string",
  severity: "warning",
  fix: "unsafe",

  checkDerivation({ values }, ctx) {
    for (const name of flags) {
      const value = values.get(name);
      const text = stringAt(ctx, value);
      if (text === null || value === undefined) continue;
      ctx.report(value, `\`${name}\` is a list, so that flags may hold spaces`, splitAt(ctx, value, text));
    }
  },
});

/** The shell splits at spaces; what is quoted for it, only the author can split. */
function splitAt(ctx: RuleContext, value: NodeIndex, text: string): ReportDetails {
  const written = ctx.text(value);
  if (!/^"[^"\\'`]*"$/.test(written)) return { noFix: "the string is quoted for the shell" };
  const list = text.split(/\s+/).filter((flag) => flag !== "");
  const edit = { span: ctx.span(value), text: `[ ${list.map((flag) => `"${flag}" `).join("")}]` };
  return { fix: unsafeFix("write a list", edit) };
}

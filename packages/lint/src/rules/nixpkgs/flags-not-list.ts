/** Flags are given as a string. */
import { type Rule } from "../../engine/rule.ts";
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
  fix: "none",

  checkDerivation({ values }, ctx) {
    for (const name of flags) {
      const value = values.get(name);
      if (stringAt(ctx, value) !== null && value !== undefined)
        ctx.report(value, `\`${name}\` is a list, so that flags may hold spaces`);
    }
  },
});

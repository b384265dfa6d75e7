/** A flag holds a space. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule, listedElements, stringAt } from "./_derivation.ts";

const flags: readonly string[] = [
  "cmakeFlags",
  "configureFlags",
  "makeFlags",
  "mesonFlags",
  "buildFlags",
  "installFlags",
];

/** Reports where a flag holds a space. */
export const flagsWithSpacesRule: Rule = derivationRule({
  name: "flags-with-spaces",
  code: "LX602",
  summary: "a flag holds a space",
  severity: "warning",
  fix: "none",

  checkDerivation({ values, names }, ctx) {
    // Structured attributes keep the flags apart.
    if (names.has("__structuredAttrs")) return;
    for (const name of flags) {
      const value = values.get(name);
      if (value === undefined) continue;
      for (const element of listedElements(ctx, value)) {
        const text = stringAt(ctx, element);
        if (text?.trim().includes(" ") === true) ctx.report(element, `the shell makes two flags of \`${text}\``);
      }
    }
  },
});

/** A flags array is an attribute. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a flags array is an attribute. */
export const flagsArrayRule: Rule = derivationRule({
  name: "flags-array",
  code: "LX603",
  summary: "a flags array is an attribute",
  severity: "error",
  fix: "none",

  checkDerivation({ bindings, builder }, ctx) {
    // The builders for Go took their flags so for years.
    if (builder.startsWith("buildGo")) return;
    for (const [name, binding] of bindings) {
      if (/^(configure|make|build|install|check|cmake|meson)FlagsArray$/.test(name)) {
        ctx.report(
          binding,
          `\`${name}\` is an array of the shell; attributes are strings, so it is set in \`preConfigure\``,
        );
      }
    }
  },
});

/** A name is put together from name and version. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a name is put together from name and version. */
export const nameAndVersionRule: Rule = derivationRule({
  name: "name-and-version",
  code: "LX612",
  summary: "a name is put together from name and version",
  severity: "info",
  fix: "none",

  checkDerivation({ values, names, bindings }, ctx) {
    const name = values.get("name");
    const binding = bindings.get("name");
    if (name === undefined || binding === undefined || !names.has("version") || names.has("pname")) return;
    if (/\$\{(finalAttrs\.)?version\}"$/.test(ctx.text(name)))
      ctx.report(binding, "`pname` and `version` make this name by themselves");
  },
});

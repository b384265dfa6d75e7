/** Attributes stand in an unusual order. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

const order: readonly string[] = [
  "pname",
  "version",
  "src",
  "patches",
  "nativeBuildInputs",
  "buildInputs",
  "buildPhase",
  "checkPhase",
  "installPhase",
  "passthru",
  "meta",
];

/** Reports where attributes stand in an unusual order. */
export const attributeOrderRule: Rule = derivationRule({
  name: "attribute-order",
  code: "LX615",
  summary: "attributes stand in an unusual order",
  severity: "info",
  fix: "none",

  checkDerivation({ bindings }, ctx) {
    let last = -1;
    for (const [name, binding] of bindings) {
      const place = order.indexOf(name);
      if (place < 0) continue;
      if (place < last) ctx.report(binding + 1, `\`${name}\` usually stands before \`${order[last]}\``);
      else last = place;
    }
  },
});

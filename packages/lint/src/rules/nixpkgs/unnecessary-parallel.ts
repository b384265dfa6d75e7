/** Parallel building is switched on where it is on anyway. */
import { type Rule } from "../../engine/rule.ts";
import { literalBoolean } from "../../facts/shape.ts";
import { derivationRule, listedElements, packageName } from "./_derivation.ts";

/** Reports where parallel building is switched on where it is on anyway. */
export const unnecessaryParallelRule: Rule = derivationRule({
  name: "unnecessary-parallel",
  code: "LX619",
  summary: "parallel building is switched on where it is on anyway",
  severity: "info",
  fix: "none",

  checkDerivation({ values }, ctx) {
    const flag = values.get("enableParallelBuilding");
    const inputs = values.get("nativeBuildInputs");
    if (flag === undefined || inputs === undefined || literalBoolean(ctx, flag) !== true) return;
    const tool = listedElements(ctx, inputs)
      .map((element) => packageName(ctx, element))
      .find((name) => name === "cmake" || name === "meson" || name === "qmake");
    if (tool !== undefined && tool !== null) ctx.report(flag, `\`${tool}\` switches parallel building on`);
  },
});

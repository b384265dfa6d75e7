/** A Python package takes inputs of a fixed Python version. */
import { type Rule } from "../../engine/rule.ts";
import { flattenCall, selectedPath, variableName } from "../../facts/calls.ts";
import { derivationRule, listedElements } from "./_derivation.ts";

/** Reports where a Python package takes inputs of a fixed Python version. */
export const pythonInconsistentSetRule: Rule = derivationRule({
  name: "python-inconsistent-set",
  code: "LX617",
  summary: "a Python package takes inputs of a fixed Python version",
  severity: "warning",
  fix: "none",

  checkDerivation({ builder, values }, ctx, node) {
    if (builder !== "buildPythonPackage") return;
    const caller = selectedPath(ctx, flattenCall(ctx, node).callee);
    // `python3Packages.buildPythonPackage` says itself which Python it is for.
    const own = caller === null ? null : variableName(ctx, caller.base);
    for (const name of ["propagatedBuildInputs", "dependencies", "buildInputs", "nativeCheckInputs", "checkInputs"]) {
      const value = values.get(name);
      if (value === undefined) continue;
      for (const element of listedElements(ctx, value)) {
        const path = selectedPath(ctx, element);
        const base = path === null ? null : variableName(ctx, path.base);
        if (base !== own && base !== null && /^python(2|3|\d{2,3})?Packages$/.test(base))
          ctx.report(element, `\`${base}\` may be another Python than the one this package is built for`);
      }
    }
  },
});

/** A Python package replaces `checkPhase` to run pytest. */
import { type Rule } from "../../engine/rule.ts";
import { literalBoolean } from "../../facts/shape.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a Python package replaces `checkPhase` to run pytest. */
export const pythonCheckPhaseRule: Rule = derivationRule({
  name: "python-check-phase",
  code: "LX616",
  summary: "a Python package replaces `checkPhase` to run pytest",
  severity: "warning",
  fix: "none",

  checkDerivation({ builder, values }, ctx) {
    const value = values.get("checkPhase");
    if (value === undefined || !builder.startsWith("buildPython")) return;
    // What does not run could as well not be there, whoever would run it.
    const doCheck = values.get("doCheck");
    if (doCheck !== undefined && literalBoolean(ctx, doCheck) === false) return;
    if (/\b(pytest|py\.test)\b/.test(ctx.text(value)))
      ctx.report(value, "`pytestCheckHook` runs pytest, with switches for tests to leave out");
  },
});

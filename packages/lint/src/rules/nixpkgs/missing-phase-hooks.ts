/** A phase does not run its hooks. */
import { type Rule } from "../../engine/rule.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import { derivationRule } from "./_derivation.ts";

const phases: readonly string[] = ["configurePhase", "buildPhase", "checkPhase", "installPhase"];

/** Reports where a phase does not run its hooks. */
export const missingPhaseHooksRule: Rule = derivationRule({
  name: "missing-phase-hooks",
  code: "LX611",
  summary: "a phase does not run its hooks",
  severity: "warning",
  fix: "none",

  checkDerivation({ values, names }, ctx) {
    // Who lists the phases wants those and nothing else.
    if (names.has("phases")) return;
    for (const name of phases) {
      const value = values.get(name);
      const kind = value === undefined ? -1 : kindOf(ctx.tree, value);
      if (value === undefined || (kind !== Kind.StringExpression && kind !== Kind.IndentedStringExpression)) continue;
      const phase = `${name[0]?.toUpperCase()}${name.slice(1, -"Phase".length)}`;
      const text = ctx.text(value);
      // An empty phase, or one that only says `true`, is switched off.
      if (!/[a-z]{2}/.test(text.replace(/\b(true|:)\b/, ""))) continue;
      const missing = ["pre", "post"].map((when) => `${when}${phase}`).filter((hook) => !text.includes(hook));
      if (missing.length > 0)
        ctx.report(
          { start: ctx.span(value).start, end: ctx.span(value).start + 2 },
          `\`${name}\` does not run ${missing.map((hook) => `\`${hook}\``).join(" and ")}`,
        );
    }
  },
});

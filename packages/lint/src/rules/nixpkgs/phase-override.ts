/** A whole phase is replaced. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule } from "./_derivation.ts";

const phases: ReadonlySet<string> = new Set(["patchPhase", "fixupPhase", "phases"]);

/** Reports where a whole phase is replaced. */
export const phaseOverrideRule: Rule = derivationRule({
  name: "phase-override",
  code: "LX610",
  summary: "a whole phase is replaced",
  severity: "info",
  fix: "none",

  checkDerivation({ bindings }, ctx) {
    for (const [name, binding] of bindings) {
      if (phases.has(name))
        ctx.report(
          binding + 1,
          `\`${name}\` replaces what the standard one does; hooks such as \`postPatch\` add to it`,
        );
    }
  },
});

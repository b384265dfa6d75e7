/**
 * `args@{ a ? 1 }: args` is reported.
 *
 * The future edition puts the defaults into `args`. Where the function can tell, nothing but its author can say what is
 * to become of it: a function that takes its defaults out of the pattern tells callers less about itself.
 */
import { lowerTree } from "@lix-tools/eval-core";
import { type DeprecatedSite, type Detector, Kind } from "@lix-tools/parser";
import { type Codemod, defineCodemod, refuse } from "../codemod.ts";
import { findDefaultsSeen } from "../proof/defaults-in-args.ts";

interface ArgumentsSite extends DeprecatedSite {
  readonly name: string;
  /** The formals with defaults. */
  readonly defaulted: readonly string[];
}

/** Finds functions that can tell whether the name of their whole argument has the defaults. */
const atPatternDefaults: Detector<ArgumentsSite> = {
  code: "langver/at-pattern-defaults",
  feature: "args-include-defaults",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _node, add) {
    for (const { function: found, names, uses } of findDefaultsSeen(lowerTree(tree).term)) {
      const name = found.pattern.kind === "formals" ? (found.pattern.as ?? "") : "";
      for (const span of uses) {
        const message = `found \`${name}\`, which has the defaults in the future edition`;
        add({ span, verdict: "gap", message, name, defaulted: [...names] });
      }
    }
  },
};

/** Reports what the defaults in `args` would change. */
export const atPatternDefaultsCodemod: Codemod = defineCodemod({
  id: "M23",
  detector: atPatternDefaults,
  summary: "`args@{ a ? 1 }: args` is reported.",
  from: ["nix2"],
  to: ["nix2-future"],
  preserves: "core",
  soundness:
    "never made: who takes the defaults out of the pattern changes `functionArgs`; nothing is to do where `args` is " +
    'asked for other names only, as in `args.b`, `removeAttrs args [ "a" ]` and `args // { inherit a; }`',
  plan: (_, sites) =>
    sites.map(({ span, name, defaulted }) => {
      const names = defaulted.map((formal) => `\`${formal}\``).join(", ");
      return refuse(span, `\`${name}\` would have the defaults of ${names}, and this can tell`);
    }),
});

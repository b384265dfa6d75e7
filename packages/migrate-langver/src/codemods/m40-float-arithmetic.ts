/**
 * `a + b` is reported where an operand may be a float.
 *
 * The future edition does not calculate with floats. What a variable is only evaluation shows, so everything is reported
 * but what the text shows to be about integers or strings.
 */
import { lowerTree } from "@lix-tools/eval-core";
import { type DeprecatedSite, type Detector, Kind } from "@lix-tools/parser";
import { type Codemod, defineCodemod, refuse } from "../codemod.ts";
import { findFloatArithmetic, floatReason } from "../proof/float-arithmetic.ts";

/** Finds operations that may calculate with a float. */
const floatArithmetic: Detector = {
  code: "langver/float-arithmetic",
  feature: "opaque-floats",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _node, add) {
    for (const { start, end } of findFloatArithmetic(lowerTree(tree).term)) {
      const site: DeprecatedSite = {
        span: { start, end },
        verdict: "gap",
        message: "found arithmetic, expected none that a float may get into",
      };
      add(site);
    }
  },
};

/** Reports what the future edition would not calculate. */
export const floatArithmeticCodemod: Codemod = defineCodemod({
  id: "M40",
  detector: floatArithmetic,
  summary: "`a + b` is reported where an operand may be a float.",
  from: ["nix2"],
  to: ["nix2-future"],
  preserves: "core",
  soundness:
    "never made: an error cannot be avoided by other text that reads as well; nothing is to do where one operand is no " +
    "number, or both are integers, as far as the file shows",
  plan: (_, sites) => sites.map(({ span }) => refuse(span, floatReason)),
});

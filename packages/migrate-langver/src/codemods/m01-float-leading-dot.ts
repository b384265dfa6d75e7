/**
 * `.5 ⇒ 0.5`
 *
 * Legacy reads a dot and digits as a float wherever a value may begin, also right behind another value: `(a).0` applies
 * `a` to a float and `[1.5.5]` has two elements. Nix 2 indexes lists that way, so the zero comes with a space where
 * something stands before it.
 */
import { floatLeadingDot, Kind, kindOf, nodeAt } from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, proposeRewrite } from "../codemod.ts";
import { spaceBefore } from "../edit/spacing.ts";

/** Writes the zero before the dot of a float. */
export const floatLeadingDotCodemod: Codemod = defineCodemod({
  id: "M01",
  detector: floatLeadingDot,
  summary: "`.5` ⇒ `0.5`",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness: "the same number; a space keeps it apart from the value before it",
  plan: ({ tree }, sites) =>
    sites.map(({ span }) => {
      const isBehindOperator = span.start > 0 && kindOf(tree, nodeAt(tree, span.start - 1)) === Kind.Minus;
      const space = isBehindOperator ? "" : spaceBefore(tree.source, span.start);
      return proposeRewrite(span, "write the zero", [insertAt(span.start, `${space}0`)]);
    }),
});

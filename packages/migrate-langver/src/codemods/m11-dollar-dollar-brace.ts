/**
 * `"$${x}" ⇒ "$\${x}"` · `''$${x}'' ⇒ ''$''${x}''`
 *
 * Legacy reads dollars in pairs, so that an even number of them before a brace opens nothing. Nix 2 does not; an escape
 * for the last one is read alike by both.
 */
import { Kind, kindOf, nodeAt } from "@lix-tools/parser";
import { dollarDollarBrace } from "../ahead/detectors.ts";
import { type Codemod, defineCodemod, proposeRewrite, replaceRange } from "../codemod.ts";

/** Escapes the dollar that legacy pairs with the one before it. */
export const dollarDollarBraceCodemod: Codemod = defineCodemod({
  id: "M11",
  detector: dollarDollarBrace,
  summary: '`"$${x}"` ⇒ `"$\\${x}"`',
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  preserves: "core",
  soundness: "an escaped dollar is a dollar in both dialects, and what stands before it keeps its meaning",
  plan: (file, sites) =>
    sites.map(({ span }) => {
      const string = file.parentOf(nodeAt(file.tree, span.start));
      const isIndented = kindOf(file.tree, string) === Kind.IndentedStringExpression;
      const text = isIndented ? "''$" : "\\$";
      return proposeRewrite(span, "escape the dollar", [replaceRange(span.start, span.end, text)]);
    }),
});

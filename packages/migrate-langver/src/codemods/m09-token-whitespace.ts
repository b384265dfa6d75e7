/**
 * `a"b" ⇒ a "b"` · `0x10 ⇒ 0 x10`
 *
 * Two values that touch are two values; the space says so. What looks like a hexadecimal number is reported with the
 * rewrite: the program always had two values there.
 */
import { tokenWhitespace } from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, proposeRewrite, refuse } from "../codemod.ts";

/** Puts a space between two values. */
export const tokenWhitespaceCodemod: Codemod = defineCodemod({
  id: "M09",
  detector: tokenWhitespace,
  summary: '`a"b"` ⇒ `a "b"`',
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "syntax",
  soundness: "tokens stay what they are; refused for a selection from a number, which never has a value",
  plan: (_file, sites) =>
    sites.map(({ span, form }) => {
      if (form === "number-selection") return refuse(span, "a number has no attributes: this always fails");
      return proposeRewrite(span, "separate two values", [insertAt(span.start, " ")]);
    }),
});

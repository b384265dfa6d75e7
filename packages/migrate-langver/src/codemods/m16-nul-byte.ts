/**
 * NUL `⇒` nothing
 *
 * Old evaluators cut a string off at a NUL and stop reading the file at one outside strings; current ones refuse it.
 * What the text means depends on who reads it, so there is no rewrite that keeps the meaning.
 */
import { nulByte } from "@lix-tools/parser";
import { type Codemod, defineCodemod, refuse } from "../codemod.ts";

/** Reports NUL bytes. */
export const nulByteCodemod: Codemod = defineCodemod({
  id: "M16",
  detector: nulByte,
  summary: "NUL bytes are reported",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "syntax",
  soundness: "nothing is rewritten",
  plan: (_file, sites) =>
    sites.map(({ span }) => refuse(span, "evaluators disagree on what a NUL byte means; remove it by hand")),
});

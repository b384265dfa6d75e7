/**
 * `''  x'' ⇒ ''x''` · `''x⏎  y'' ⇒ ''⏎x⏎  y''`
 *
 * Legacy drops an opening line of nothing but spaces and takes the first line into account when it looks for the
 * indentation. So the spaces of a single line vanish anyway, and text on the first of several lines may as well start
 * on a line of its own: the line break before it is dropped and the indentation of every line stays the same.
 */
import { contentSpan, indentedFirstLine, type IndentedFirstLineSite, readingsAgree } from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  removeRange,
} from "../codemod.ts";
import type { FileContext } from "../file-context.ts";

/** Moves text off the first line of `''` strings. */
export const indentedFirstLineCodemod: Codemod = defineCodemod({
  id: "M12",
  detector: indentedFirstLine,
  summary: "`''  x''` ⇒ `''x''`; text on the first of several lines moves to the next",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "the spaces were dropped and the line break will be; refused where Nix and Lix read the string differently, after " +
    "an escaped line feed",
  plan: (file, sites) => sites.map((site) => moveFirstLine(file, site)),
});

function moveFirstLine({ tree }: FileContext, site: IndentedFirstLineSite): Proposal {
  const { span, node, isSingleLine, leadingSpaces } = site;
  if (!readingsAgree(tree, node, "cppnix", "lix")) {
    return refuse(span, "Nix and Lix already read this string differently, because of spaces behind `''\\n`");
  }
  const { start } = contentSpan(tree, node);
  if (!isSingleLine) return proposeRewrite(span, "start on a line of its own", [insertAt(start, "\n")]);
  return proposeRewrite(span, "drop the spaces without effect", [removeRange(start, start + leadingSpaces)]);
}

/**
 * CRLF ⇒ LF, and `''\r` for the carriage returns that are part of a value
 *
 * Between tokens, in comments and in `"` strings a CRLF or a lone CR is a line feed to legacy. In `''` strings it is a
 * byte of the value, which `''\r` writes. Line feeds alone are almost always what was meant there, so that is the
 * unsafe alternative.
 */
import {
  crLineEndings,
  type CrLineEndingsSite,
  Kind,
  kindOf,
  nodeAt,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, proposeRewrite, replaceRange } from "../codemod.ts";
import type { FileContext } from "../file-context.ts";

/** Ends lines with line feeds. */
export const crLineEndingsCodemod: Codemod = defineCodemod({
  id: "M14",
  detector: crLineEndings,
  summary: "CRLF ⇒ LF; `''\\r` in `''` strings",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "a CR between tokens, in a comment or in a `\"` string already is the end of a line; in a `''` string it becomes the " +
    "escape for the byte it is",
  plan: (file, sites) => sites.map((site) => planSite(file, site)),
});

const lineFeed = 0x0a;
const apostrophe = 0x27;

function planSite(file: FileContext, { span, place, offsets }: CrLineEndingsSite): Proposal {
  const { tree } = file;
  const edits = offsets.map((offset) => toLineFeed(tree, offset));
  const text = nodeAt(tree, span.start);
  const isIndented = place === "string" && kindOf(tree, file.parentOf(text)) === Kind.IndentedStringExpression;
  if (!isIndented) return proposeRewrite(span, "end lines with line feeds", edits);
  const escapes = offsets.map((offset) => toEscape(tree, offset, startOf(tree, text)));
  const alternative = { title: "end the lines of the string with line feeds", edits };
  return { ...proposeRewrite(span, "write `''\\r`", escapes), alternative };
}

function toLineFeed({ source }: Tree, at: number): TextEdit {
  return replaceRange(at, at + 1, source[at + 1] === lineFeed ? "" : "\n");
}

/** An apostrophe before the escape would join its quotes, so it becomes an escape too. */
function toEscape({ source }: Tree, at: number, textStart: number): TextEdit {
  const isGlued = at > textStart && source[at - 1] === apostrophe;
  return isGlued ? replaceRange(at - 1, at + 1, "''\\'''\\r") : replaceRange(at, at + 1, "''\\r");
}

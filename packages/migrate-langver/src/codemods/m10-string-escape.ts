/**
 * `"\." ⇒ "."` · `''a''\.b'' ⇒ ''a.b''`
 *
 * An escape that means nothing stands for the byte behind the backslash. Mostly that byte can stand there by itself;
 * where it would mean something else (`$\{`, a carriage return, a line feed or tab in `''`) it is written as the escape
 * both dialects define. What was perhaps meant, a backslash, is the unsafe alternative: nearly all cases in the wild
 * are regular expressions, whose authors have to look.
 */
import {
  Kind,
  kindOf,
  nodeAt,
  type Span,
  stringEscape,
  type StringEscapeSite,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, refuse, replaceRange } from "../codemod.ts";
import type { FileContext } from "../file-context.ts";

/** Drops backslashes without a meaning. */
export const stringEscapeCodemod: Codemod = defineCodemod({
  id: "M10",
  detector: stringEscape,
  summary: '`"\\."` ⇒ `"."`',
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "the byte behind the backslash, which is all such an escape stands for, written so that nothing around it changes; " +
    "refused for an escaped space in a `''` string, which may keep it from the indentation, and for NUL",
  plan: (file, sites) => sites.map((site) => dropBackslash(file, site)),
});

function dropBackslash({ tree }: FileContext, site: StringEscapeSite): Proposal {
  const { source } = tree;
  const { span, isIndented, letter: offset } = site;
  const letter = source[offset] ?? 0;
  if (letter === 0) return refuse(span, "a NUL byte cannot be written");
  const edits = isBraceOfDollar(tree, span.start, letter)
    ? [escapeDollar(tree, site)]
    : isIndented
      ? indentedEdits(span, letter)
      : plainEdits(span, letter);
  if (edits === null) return refuse(span, "the escape keeps a space from the indentation");
  const rewrite = { title: "drop the backslash", edits };
  if (letter < 0x20 || letter === 0x24) return { site: span, rewrite };
  const character = isIndented ? "\\" : "\\\\";
  const meant = replaceRange(span.start, offset, character);
  return { site: span, rewrite, alternative: { title: "write a backslash", edits: [meant] } };
}

const carriageReturn = 0x0d;
const brace = 0x7b;
const dollar = 0x24;
const apostrophe = 0x27;

/** Tells whether the byte would open an interpolation with a dollar of the text; one that is an escape opens nothing. */
function isBraceOfDollar(tree: Tree, escape: number, letter: number): boolean {
  if (letter !== brace || tree.source[escape - 1] !== dollar) return false;
  return kindOf(tree, nodeAt(tree, escape - 1)) === Kind.StringFragment;
}

/** Writes the dollar as an escape. An apostrophe before it would join the quotes of that in a `''` string. */
function escapeDollar(tree: Tree, { span: { start, end }, isIndented }: StringEscapeSite): TextEdit {
  if (!isIndented) return replaceRange(start - 1, end, "\\${");
  const before = nodeAt(tree, start - 2);
  const isBehindApostrophe = tree.source[start - 2] === apostrophe && kindOf(tree, before) === Kind.StringFragment;
  return isBehindApostrophe ? replaceRange(start - 2, end, "''\\'''${") : replaceRange(start - 1, end, "''${");
}

/** `"` strings: only a carriage return means something by itself. */
function plainEdits({ start, end }: Span, letter: number): TextEdit[] {
  if (letter === carriageReturn) return [replaceRange(start, end, "\\r")];
  return [replaceRange(start, start + 1, "")];
}

const definedInstead: ReadonlyMap<number, string> = new Map([
  [0x0a, "''\\n"],
  [carriageReturn, "''\\r"],
  [0x09, "''\\t"],
  [dollar, "''$"],
]);

/** `''` strings: likewise, and white space would become indentation. */
function indentedEdits({ start, end }: Span, letter: number): TextEdit[] | null {
  const defined = definedInstead.get(letter);
  if (defined !== undefined) return [replaceRange(start, end, defined)];
  if (letter === 0x20) return null;
  return [replaceRange(start, start + 3, "")];
}

/**
 * String literals that legacy would read differently. What they mean is what `decodeString` says; new text is tried in
 * this order, and taken if both CppNix's and Lix's reading of it have that value:
 *
 * 1. the text with its new escapes resolved (`\x41`, `\u{e9}`, a backslash at the end of a line, `$${x}`);
 * 2. for `''` strings, the value indented anew;
 * 3. the value between `"`.
 *
 * Interpolations stay where they are.
 */
import { decodeString, Kind, kindOf, latin1Of, type NodeIndex, spanOf, type StringPart } from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, replaceContent, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { legacyMeans, type Literal, literalIndented, literalPatched, literalQuoted } from "../string-literals.ts";

/** String literals of both kinds. */
export const string: Construct = {
  name: "string",
  kinds: [Kind.StringExpression, Kind.IndentedStringExpression],
  level: (job, node) => (needsNewText(job, node) ? Level.Atom : null),
  write(job, node, draft) {
    const { tree } = job;
    const parts = decodeString(tree, node, "nix2");
    if (parts.some((part) => typeof part === "string" && part.includes("\0"))) {
      return job.refuse(spanOf(tree, node), "downlevel/nul-string", "a string with a NUL cannot be written in legacy");
    }
    const literal = findLiteral(job, node, parts);
    if (literal === null) {
      return job.refuse(spanOf(tree, node), "downlevel/no-literal", "no legacy literal has the value of the string");
    }
    writeLiteral(job, literal, draft);
  },
};

function needsNewText(job: Job, node: NodeIndex): boolean {
  const { tree } = job;
  const raw = latin1Of(tree, node);
  if (kindOf(tree, node) === Kind.StringExpression && !/\\[xu\n]|\$\$\{/.test(raw)) return raw.includes("\0");
  if (!/[\n\\$\0]/.test(raw) && !/^''[ \t]/.test(raw)) return false;
  return !legacyMeans(literalPatched(tree, node, "unchanged"), decodeString(tree, node, "nix2"));
}

function findLiteral({ tree }: Job, node: NodeIndex, parts: readonly StringPart[]): Literal | null {
  const patched = literalPatched(tree, node, "resolved");
  if (legacyMeans(patched, parts)) return patched;
  const indented = kindOf(tree, node) === Kind.IndentedStringExpression ? literalIndented(tree, node, parts) : null;
  if (indented !== null && legacyMeans(indented, parts)) return indented;
  const quoted = literalQuoted(tree, node, parts);
  return legacyMeans(quoted, parts) ? quoted : null;
}

/** The text between interpolations is replaced where it is another, the interpolations get edits of their own. */
function writeLiteral(job: Job, literal: Literal, draft: Draft): void {
  const put = literal.isContent ? replaceContent : replace;
  for (const { start, end, value } of literal.pieces) {
    if (typeof value !== "string") job.emitInside(value, draft);
    else if (job.text.slice(start, end) !== value) put(draft, start, end, value);
  }
}

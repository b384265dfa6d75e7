/**
 * What stands in string literals: NUL in legacy (specification A.8), escapes and indentation in Nix 2 (C.8, C.9).
 */
import { escapeLetter, type EscapeProblem, nix2EscapeEnd, nix2EscapeProblem } from "../ast/escapes.ts";
import type { IndentProblemKind } from "../ast/indentation.ts";
import { escapeString } from "../ast/escape-string.ts";
import { indentProblems } from "../ast/string-parts.ts";
import { endOf, type NodeIndex, sizeOf, sliceLatin1, startOf } from "../cst/tree.ts";
import type { Fix } from "../text/diagnostic.ts";
import type { Span } from "../text/span.ts";
import { type CheckContext, has, remove, report, rewrite } from "./check-context.ts";

/** Checks a `string_fragment` or `escape_sequence` of a legacy file that has NUL bytes. */
export function checkLegacyNul(context: CheckContext, node: NodeIndex): void {
  const start = startOf(context.tree, node);
  const at = context.tree.source.indexOf(0, start);
  if (at < 0 || at >= endOf(context.tree, node)) return;
  const message = "found a NUL byte in a string";
  report(context, {
    code: "syntax/nul-in-string",
    span: { start: at, end: at + 1 },
    message,
    notes: ["current evaluators refuse it, older ones cut the string off there"],
  });
}

/** Checks an `escape_sequence` of a Nix 2 file. */
export function checkEscape(context: CheckContext, node: NodeIndex): void {
  const { source } = context.tree;
  const start = startOf(context.tree, node);
  const end = nix2EscapeEnd(source, start, source.length);
  const problem = nix2EscapeProblem(source, start, end);
  if (problem === null || (problem === "nul" && has(context, "nul-strings"))) return;
  const span = { start, end };
  const code = problem === "unknown" || problem === "malformed" ? "invalid-escape" : escapeCodes[problem];
  report(context, {
    code: `syntax/${code}`,
    span,
    message: escapeMessage(source, span, problem),
    fixes: problem === "unknown" ? unknownEscapeFixes(source, span) : [],
  });
}

const escapeCodes = {
  range: "escape-out-of-range",
  nul: "escape-out-of-range",
  "indented-continuation": "indented-continuation",
} as const;

function escapeMessage(source: Uint8Array, { start, end }: Span, problem: EscapeProblem): string {
  const letter = escapeLetter(source, start);
  const text = printable(sliceLatin1(source, start, end));
  switch (problem) {
    case "unknown":
      return `found the unknown escape \`${text}\``;
    case "malformed":
      return `found \`${text}\`, expected ${source[letter] === 0x78 ? "two hex digits" : "hex digits in braces"} behind it`;
    case "range":
      return source[letter] === 0x78
        ? `found \`${text}\`, expected a value from 01 to 7f`
        : `found \`${text}\`, expected a Unicode scalar value of at most six digits`;
    case "nul":
      return `found \`${text}\`, which writes NUL`;
    case "indented-continuation":
      return "found white space at the start of a line that continues a string line, expected text";
    default:
      return problem satisfies never;
  }
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** Dropping the backslash keeps the value that legacy gives; doubling it is what was often meant (specification E.4). */
function unknownEscapeFixes(source: Uint8Array, { start, end }: Span): Fix[] {
  const letter = escapeLetter(source, start);
  const character = sliceLatin1(source, letter, letter + 1);
  if (!/[\x20-\x7e]/.test(character)) return [];
  const isIndented = source[start] !== 0x5c;
  const fixes = [remove({ start, end: letter }, isIndented ? "the `''\\`" : "the backslash")];
  // A brace after a dollar would open an interpolation.
  if (character === "{" && source[start - 1] === 0x24) fixes.length = 0;
  fixes.push(rewrite({ start, end }, isIndented ? `\\${character}` : escapeString(`\\${character}`)));
  return fixes;
}

/** Checks an `indented_string_expression` of a Nix 2 file. */
export function checkIndentation(context: CheckContext, node: NodeIndex): void {
  for (const { kind, span } of indentProblems(context.tree, node)) {
    report(context, {
      code: `syntax/${indentCodes[kind]}`,
      span,
      message: indentMessages[kind],
      fixes: kind === "only-blanks" ? [rewrite(wholeString(context, node), '""')] : [],
    });
  }
}

function wholeString({ tree }: CheckContext, node: NodeIndex): Span {
  return { start: startOf(tree, node), end: endOf(tree, node + sizeOf(tree, node) - 1) };
}

const indentCodes: Readonly<Record<IndentProblemKind, string>> = {
  mixed: "indent-mixed",
  "blank-line": "indent-mixed",
  "only-blanks": "indent-only-blanks",
};

const indentMessages: Readonly<Record<IndentProblemKind, string>> = {
  mixed: "found indentation with spaces here and tabs there, expected the same on every line",
  "blank-line": "found a blank line whose white space is not that of the other lines",
  "only-blanks": 'found a string of white space only, whose value depends on the reader; expected `"…"`',
};

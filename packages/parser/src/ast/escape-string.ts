/**
 * From values back to literals: the inverse of `string-parts.ts`. What is written here means the same in every reading
 * of the dialect it is written for, and where both dialects agree on a spelling that one is chosen. Values have one
 * character per byte; a literal is text of a file and has to be turned into UTF-8 by `utf8Text` before it can be edited in.
 */
import { bytesOfLatin1 } from "../text/latin1.ts";
import type { StringPart } from "./string-parts.ts";

/** What follows a piece of text in its literal: the closing quotes, an interpolation, the end of a line. */
export type TextContext = "end" | "interpolation" | "line";

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * Returns text as it stands between `"` quotes, in either dialect. A NUL stays as it is: legacy cannot write one, Nix 2
 * only with feature nul-strings.
 */
export function escapeString(text: string, next: TextContext = "end"): string {
  const escaped = text.replace(/[\\"\n\r\t]|\$\{/g, (found) => shortEscapes.get(found) ?? "\\${");
  // A dollar directly before an interpolation would pair with its dollar in legacy.
  return next === "interpolation" && escaped.endsWith("$") ? `${escaped.slice(0, -1)}\\$` : escaped;
}

/** Returns the `"` literal of text without interpolations. */
export function stringLiteral(text: string): string {
  return `"${escapeString(text)}"`;
}

/**
 * Returns text as it stands between `''` quotes, in either dialect, lines and indentation apart: line feeds stay as they
 * are. `indentedLiteral` makes a whole literal.
 */
export function escapeIndented(text: string, next: TextContext = "end"): string {
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (text.startsWith("''", at)) {
      result += "'''";
      at++;
    } else if (isDollarEscaped(text, at, next)) result += "''$";
    else if (character === "\r") result += "''\\r";
    else if (character === "'" && isBeforeQuotes(text, at + 1, next)) result += "''\\'";
    else result += character;
  }
  return result;
}

/** A dollar needs an escape before a brace, and before an interpolation, with whose dollar it would pair in legacy. */
function isDollarEscaped(text: string, at: number, next: TextContext): boolean {
  return text.startsWith("${", at) || (text[at] === "$" && next === "interpolation" && at === text.length - 1);
}

/** Tells whether what is written for `text` from `at` on begins with `''`, so that an apostrophe before it joins in. */
function isBeforeQuotes(text: string, at: number, next: TextContext): boolean {
  if (at === text.length) return next === "end";
  return text[at] === "\r" || isDollarEscaped(text, at, next);
}

/**
 * Returns a `''` literal of the parts, its lines indented by `indent` spaces and its closing quotes by two less, or null
 * where no such literal has this value in every reading: text whose lines all begin with white space, a last line of
 * blanks, spaces and tabs that part. `interpolation` gives the text of an interpolation, dollar and braces included.
 */
export function indentedLiteral(
  parts: readonly StringPart[],
  indent: number,
  interpolation: (node: number) => string,
): string | null {
  const lines = splitParts(parts);
  const last = lines.at(-1) ?? [];
  const hasOpenEnd = last.length > 0;
  if (!hasOpenEnd) lines.pop();
  if (!lines.some((line) => isFlush(line)) || isBlankText(last) || hasMixedRuns(lines)) return null;
  const margin = " ".repeat(indent);
  const body = lines.map((line, index) => {
    const end = hasOpenEnd && index === lines.length - 1 ? "end" : "line";
    return line.length === 0 ? "" : margin + writeLine(line, end, interpolation);
  });
  return `''\n${body.join("\n")}${hasOpenEnd ? "" : `\n${" ".repeat(Math.max(0, indent - 2))}`}''`;
}

/** Tells whether two lines part at a place where one has a space and the other a tab, which Nix 2 refuses. */
function hasMixedRuns(lines: readonly (readonly StringPart[])[]): boolean {
  const runs = lines.map(([first]) => (typeof first === "string" ? (/^[ \t]*/.exec(first)?.[0] ?? "") : "")).sort();
  return runs.some((run, index) => {
    const before = runs[index - 1] ?? run;
    let at = 0;
    while (at < run.length && run[at] === before[at]) at++;
    return at < run.length && at < before.length;
  });
}

/** Splits at line feeds: the parts of every line. */
function splitParts(parts: readonly StringPart[]): StringPart[][] {
  const lines: StringPart[][] = [[]];
  for (const part of parts) {
    if (typeof part !== "string") {
      lines.at(-1)?.push(part);
      continue;
    }
    for (const [index, text] of part.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push(text);
    }
  }
  return lines;
}

/** Tells whether a line has content and does not begin with white space, so that it pins the indentation. */
function isFlush(line: readonly StringPart[]): boolean {
  const [first] = line;
  return typeof first === "number" || (typeof first === "string" && !/^[ \t]/.test(first));
}

/** Tells whether a line is spaces and tabs, at least one. */
function isBlankText(line: readonly StringPart[]): boolean {
  const [first] = line;
  return line.length === 1 && typeof first === "string" && /^[ \t]+$/.test(first);
}

function writeLine(line: readonly StringPart[], end: TextContext, interpolation: (node: number) => string): string {
  return line
    .map((part, index) => {
      if (typeof part !== "string") return interpolation(part);
      return escapeIndented(
        part,
        typeof line[index + 1] === "number" ? "interpolation" : index === line.length - 1 ? end : "line",
      );
    })
    .join("");
}

/** Returns a literal of one character per byte as the text it is in UTF-8, or null where it is none. */
export function utf8Text(literal: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOfLatin1(literal));
  } catch {
    return null;
  }
}

/**
 * The lines of `''` strings as Nix 2 reads them (specification C.9): the first line takes no part in the indentation, and
 * indentation may be tabs.
 */
import type { View } from "../view/view.ts";
import { type IndentedLines, type StringLine, type StringPart, withoutEmpty } from "./string-lines.ts";

/** Returns the string of which `all` are the lines as written. */
export function readNix2Lines(view: View, all: readonly (readonly StringPart[])[]): IndentedLines {
  const [first = [], ...others] = all;
  const dropsFirst = others.length > 0 && blanksOf(view, first) === null;
  const indentation = commonBlanks(view, others);
  const stripped = others.map((line) => stripBlanks(view, line, indentation));
  const last = others.at(-1);
  if (last !== undefined && blanksOf(view, last) === null) stripped[stripped.length - 1] = [];
  if (dropsFirst) return { lines: stripped, indentation: indentation?.length ?? 0, firstLine: "free" };
  const lines = [withoutEmpty(first), ...stripped];
  // Blanks it starts with are content here; on a line of its own they would be taken for indentation.
  const startsBlank = blanksOf(view, first) !== "";
  return { lines, indentation: indentation?.length ?? 0, firstLine: startsBlank ? "behind-quotes" : "free" };
}

/** Returns the spaces and tabs a line starts with, or null if it has nothing else. */
function blanksOf(view: View, line: readonly StringPart[]): string | null {
  const [first, ...others] = line;
  if (first?.kind !== "text") return first === undefined ? null : "";
  const end = blanksEnd(view, first);
  return end === first.end && others.length === 0 ? null : view.pool.decode(first.start, end);
}

function blanksEnd({ pool }: View, { start, end }: { start: number; end: number }): number {
  let at = start;
  while (at < end && (pool.bytes[at] === 0x20 || pool.bytes[at] === 0x09)) at++;
  return at;
}

/** Returns the blanks all lines with content start with, null if there is no such line. */
function commonBlanks(view: View, lines: readonly (readonly StringPart[])[]): string | null {
  let common: string | null = null;
  for (const line of lines) {
    const blanks = blanksOf(view, line);
    if (blanks === null) continue;
    common = common === null ? blanks : commonPrefix(common, blanks);
  }
  return common;
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** Takes the indentation off; where no line has content, what is blank becomes empty. */
function stripBlanks(view: View, line: readonly StringPart[], indentation: string | null): StringLine {
  const [first, ...others] = line;
  if (indentation === null) return [];
  if (first?.kind !== "text") return withoutEmpty(line);
  const start = Math.min(first.start + indentation.length, blanksEnd(view, first));
  return withoutEmpty([{ kind: "text", start, end: first.end }, ...others]);
}

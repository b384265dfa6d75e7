/**
 * Block comments reduced to their lines: indentation, aligned stars and blank edges removed. Mirrors `blockComment` in
 * nixfmt Lexer.hs.
 */
import { isSpacesOnly, trim, trimEnd, trimStart } from "./white-space.ts";

/** The lines of a block comment. */
export interface BlockCommentLines {
  /** Starts with two stars. */
  readonly isDoc: boolean;
  readonly lines: readonly string[];
}

/** Returns the lines of the comment `text`, delimiters included, that starts `column` columns into its line. */
export function readBlockComment(text: string, column: number): BlockCommentLines {
  const isDoc = text.startsWith("/**") && text.length > 4;
  const body = text.slice(isDoc ? 3 : 2, -2).replaceAll("\r\n", "\n");
  const lines = dropEmptyEnd(splitLines(body).map(trimEnd));
  const unstarred = dropEmptyEnd(removeStars(lines, column).map(trimEnd));
  return { isDoc, lines: dropEmptyStart(removeIndentation(unstarred, column)) };
}

/** Returns the lines of a text; a line end at its end starts no further line. */
function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function dropEmptyEnd(lines: readonly string[]): readonly string[] {
  let count = lines.length;
  while (count > 0 && lines[count - 1] === "") count--;
  return lines.slice(0, count);
}

function dropEmptyStart(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first);
}

/** Blanks out the stars at the start of the lines if all have one, each below the star of the delimiter. */
function removeStars(lines: readonly string[], column: number): readonly string[] {
  const [first, ...others] = lines;
  if (first === undefined) return lines;
  const indentation = " ".repeat(column);
  const start = `${indentation} *`;
  if (!others.every((line) => line.startsWith(start))) return lines;
  return [first, ...others.map((line) => indentation + line.slice(start.length))];
}

function removeIndentation(lines: readonly string[], column: number): readonly string[] {
  const [first, ...others] = lines;
  if (first === undefined) return lines;
  let common = column + (first.startsWith(" ") ? 3 : 2);
  for (const line of others) {
    if (!isSpacesOnly(line)) common = Math.min(common, line.length - line.replace(/^ +/u, "").length);
  }
  const indentation = " ".repeat(common);
  return [trim(first), ...others.map((line) => (line.startsWith(indentation) ? line.slice(common) : trimStart(line)))];
}

/**
 * Differences between two versions of a file as a unified diff that `git apply` and `patch` take. The diff is made of
 * bytes: text that is not UTF-8 and every kind of line ending come through unchanged.
 */
import { type StructuredPatchHunk, structuredPatch } from "diff";
import type { Palette } from "../terminal/color.ts";

/** Two versions of one file. */
export interface FileChange {
  /** Relative, with slashes. */
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * Changed lines up to which the shortest diff is looked for. Beyond it the file is shown as replaced as a whole, since
 * the search takes time with the square of this number.
 */
const mostChangedLines = 4000;

/** Returns the diff of a change; empty when nothing changed. */
export function renderUnifiedDiff({ path, before, after }: FileChange, palette: Palette): Uint8Array {
  // One character per byte, so that nothing is lost on the way through strings.
  const [oldText, newText] = [latin1(before), latin1(after)];
  if (oldText === newText) return new Uint8Array();
  const patch = structuredPatch("", "", oldText, newText, "", "", { context: 3, maxEditLength: mostChangedLines });
  const hunks = patch === undefined ? [wholeFileHunk(oldText, newText)] : patch.hunks;
  const lines = [
    palette.bold(`--- ${fileName("a", path)}`),
    palette.bold(`+++ ${fileName("b", path)}`),
    ...hunks.flatMap((hunk) => hunkLines(hunk, palette)),
  ];
  return Buffer.from(`${lines.join("\n")}\n`, "latin1");
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

function hunkLines(hunk: StructuredPatchHunk, palette: Palette): string[] {
  const range = (start: number, count: number): string =>
    count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
  const head = `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`;
  return [palette.cyan(head), ...hunk.lines.map((line) => colorLine(line, palette))];
}

function colorLine(line: string, palette: Palette): string {
  if (line.startsWith("-")) return palette.red(line);
  return line.startsWith("+") ? palette.green(line) : line;
}

function wholeFileHunk(oldText: string, newText: string): StructuredPatchHunk {
  const removed = markedLines("-", oldText);
  const added = markedLines("+", newText);
  const count = (lines: readonly string[]): number => lines.filter((line) => !line.startsWith("\\")).length;
  return { oldStart: 1, oldLines: count(removed), newStart: 1, newLines: count(added), lines: [...removed, ...added] };
}

function markedLines(mark: string, text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n").map((line) => mark + line);
  return text.endsWith("\n") ? lines.slice(0, -1) : [...lines, "\\ No newline at end of file"];
}

/** Returns the name as git writes it: quoted in the manner of C where a plain name would be misread. */
function fileName(side: string, path: string): string {
  const name = latin1(Buffer.from(`${side}/${path}`));
  if (!/[\0-\u001f"\\\u007f]/u.test(name)) return name;
  const escaped = name.replaceAll(/[\0-\u001f"\\\u007f]/gu, (char) => {
    if (char === '"' || char === "\\") return `\\${char}`;
    return `\\${(char.codePointAt(0) ?? 0).toString(8).padStart(3, "0")}`;
  });
  return `"${escaped}"`;
}

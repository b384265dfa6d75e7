/**
 * The lines of strings, each a sequence of texts and interpolations, as the reference splits them. For an indented
 * string the common indentation is already taken off.
 */
import { Kind } from "@lix-tools/parser";
import { endAt, kindAt, nextOf, startAt, type View } from "../view/view.ts";
import { readNix2Lines } from "./string-lines-nix2.ts";

/** A stretch of a line of a string; `start` and `end` are places in the pool. */
export type StringPart =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "interpolation"; readonly node: number };

/** One line of a string; no text in it is empty, no two texts are neighbours. */
export type StringLine = readonly StringPart[];

/** An indented string. */
export interface IndentedLines {
  readonly lines: readonly StringLine[];
  /** Columns that were taken off each line. */
  readonly indentation: number;
  /** Where the first line must stand: behind the quotes if it would mean something else on its own line. */
  readonly firstLine: "free" | "behind-quotes";
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Returns the lines of the text from `start` to `end` in a token, or null if there is no interpolation in it. */
export function readStringLines(view: View, token: number, start: number, end: number): StringLine[] | null {
  const last = nextOf(view, token);
  let hasInterpolation = false;
  for (let part = token + 1; part < last && !hasInterpolation; part = nextOf(view, part)) {
    hasInterpolation = kindAt(view, part) === Kind.Interpolation;
  }
  if (!hasInterpolation && (view.dialect === "nix" || !hasCarriageReturn(view, start, end))) return null;
  return splitLines(view, token, start, end).map(withoutEmpty);
}

/** Returns the lines of a `''` string. Mirrors `fixIndentedString` in nixfmt Parser.hs. */
export function readIndentedString(view: View, token: number): IndentedLines {
  const all = splitLines(view, token, startAt(view, token) + 2, endAt(view, token) - 2);
  if (view.dialect !== "nix") return readNix2Lines(view, all);
  const first = all[0];
  if (first !== undefined && all.length > 1 && isBlank(view, first)) all.shift();
  const last = all.at(-1);
  if (last !== undefined && isBlank(view, last)) all[all.length - 1] = [];
  const indentation = commonIndentation(view, all);
  if (indentation === null) return { lines: all.map(() => []), indentation: 0, firstLine: "free" };
  for (const line of all) stripIndentation(line, indentation);
  const lines = all.map(withoutEmpty);
  return { lines, indentation, firstLine: "free" };
}

function hasCarriageReturn({ pool }: View, start: number, end: number): boolean {
  // Not beyond the string: the pool is as large as the largest text it held.
  return pool.bytes.subarray(start, end).includes(carriageReturn);
}

/** Returns how many lines a `''` string has. */
export function countIndentedLines(view: View, token: number): number {
  if (view.dialect !== "nix") return readIndentedString(view, token).lines.length;
  const { bytes } = view.pool;
  const end = endAt(view, token) - 2;
  let position = startAt(view, token) + 2;
  let firstLineEnd = position;
  while (firstLineEnd < end && bytes[firstLineEnd] === 0x20) firstLineEnd++;
  let count = bytes[firstLineEnd] === lineFeed && firstLineEnd < end ? 0 : 1;
  for (let part = token + 1; part < nextOf(view, token); part = nextOf(view, part)) {
    if (kindAt(view, part) !== Kind.Interpolation) continue;
    count += countLineFeeds(bytes, position, startAt(view, part));
    position = endAt(view, part);
  }
  return count + countLineFeeds(bytes, position, end);
}

/** Tells whether a `''` string is printed in plain quotes: one line, in it neither quote nor backslash. */
export function isPlainString(view: View, token: number, { lines }: IndentedLines): boolean {
  const only = lines[0];
  if (only === undefined || lines.length > 1 || view.cutStrings.has(token)) return false;
  const { bytes } = view.pool;
  return only.every((part) => {
    if (part.kind === "interpolation") return true;
    for (let at = part.start; at < part.end; at++) if (bytes[at] === 0x22 || bytes[at] === 0x5c) return false;
    return true;
  });
}

function countLineFeeds(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (bytes[at] === lineFeed) count++;
  return count;
}

/**
 * Returns the lines with empty texts between line ends and interpolations. Nix 2 reads CR LF as LF, and in an indented
 * string an escaped line end is content.
 */
function splitLines(view: View, token: number, start: number, end: number): StringPart[][] {
  const { bytes } = view.pool;
  const isLegacy = view.dialect === "nix";
  const escaped = isLegacy ? noPositions : escapedLineEnds(view, token);
  let line: StringPart[] = [];
  const lines: StringPart[][] = [line];
  const addText = (from: number, to: number): void => {
    let textStart = from;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== lineFeed || escaped.has(at)) continue;
      const lineEnd = !isLegacy && at > textStart && bytes[at - 1] === carriageReturn ? at - 1 : at;
      line.push({ kind: "text", start: textStart, end: lineEnd });
      line = [];
      lines.push(line);
      textStart = at + 1;
    }
    line.push({ kind: "text", start: textStart, end: to });
  };
  let position = start;
  for (let part = token + 1; part < nextOf(view, token); part = nextOf(view, part)) {
    if (kindAt(view, part) !== Kind.Interpolation) continue;
    addText(position, startAt(view, part));
    line.push({ kind: "interpolation", node: part });
    position = endAt(view, part);
  }
  addText(position, end);
  return lines;
}

const noPositions: ReadonlySet<number> = new Set();

/** Returns where the line ends are that `''\` takes away. */
function escapedLineEnds(view: View, token: number): ReadonlySet<number> {
  if (kindAt(view, token) !== Kind.IndentedStringExpression) return noPositions;
  const positions = new Set<number>();
  for (let part = token + 1; part < nextOf(view, token); part = nextOf(view, part)) {
    const last = endAt(view, part) - 1;
    if (kindAt(view, part) === Kind.EscapeSequence && view.pool.bytes[last] === lineFeed) positions.add(last);
  }
  return positions;
}

function isEmptyPart(part: StringPart): boolean {
  return part.kind === "text" && part.start === part.end;
}

/** Returns the line without texts of no length. */
export function withoutEmpty(line: readonly StringPart[]): StringLine {
  return line.some(isEmptyPart) ? line.filter((part) => !isEmptyPart(part)) : line;
}

function isBlank(view: View, line: readonly StringPart[]): boolean {
  const first = line[0];
  if (first === undefined) return true;
  return line.length === 1 && first.kind === "text" && countSpaces(view, first) === first.end - first.start;
}

function countSpaces({ pool }: View, { start, end }: { start: number; end: number }): number {
  let at = start;
  while (at < end && pool.bytes[at] === 0x20) at++;
  return at - start;
}

/** Returns the smallest number of spaces at the start of a line that is not blank, null if all are. */
function commonIndentation(view: View, lines: readonly StringPart[][]): number | null {
  let common = Infinity;
  for (const line of lines) {
    const first = line[0];
    if (first === undefined || isBlank(view, line)) continue;
    common = Math.min(common, first.kind === "text" ? countSpaces(view, first) : 0);
  }
  return common === Infinity ? null : common;
}

/** Takes the indentation off; a line that has less becomes empty. */
function stripIndentation(line: StringPart[], indentation: number): void {
  const first = line[0];
  if (first?.kind !== "text" || indentation === 0) return;
  const start = Math.min(first.end, first.start + indentation);
  line[0] = { kind: "text", start, end: first.end };
}

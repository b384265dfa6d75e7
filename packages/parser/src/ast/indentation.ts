/**
 * What the indentation rules remove from a `''` string, for both dialects.
 *
 * Legacy (specification A.7) removes from every line, the first included, as many spaces as the least indented line
 * with content has; a tab is content. Nix 2 (C.9) keeps text on the first line as it is and removes from the others the
 * longest run of spaces and tabs they all begin with. Both drop an opening line that is blank, and the blanks before
 * the closing quotes.
 *
 * Both work on pieces and answer with the ranges of the source that vanish, so that values and edits come from one
 * computation.
 */
import { sliceLatin1 } from "../cst/tree.ts";
import type { Span } from "../text/span.ts";
import type { Piece } from "./string-pieces.ts";

/** What Nix 2 refuses in the indentation of a string. */
export type IndentProblemKind =
  /** The common indentation, or two lines where they part, have spaces here and tabs there. */
  | "mixed"
  /** A blank line begins neither as the others nor is the beginning of them. */
  | "blank-line"
  /** A string on one line of nothing but blanks. */
  | "only-blanks";

/** A place whose indentation dialects read differently. */
export interface IndentProblem {
  readonly kind: IndentProblemKind;
  readonly span: Span;
}

export interface Nix2Indentation {
  readonly drops: readonly Span[];
  readonly problems: readonly IndentProblem[];
}

const space = 0x20;
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The indentation both implementations start from; a line deeper than this keeps the rest. */
const deepestIndent = 1_000_000;

/** Returns the end of an opening line of spaces, line feed included, or the start where there is text on it. */
function openingLineEnd(source: Uint8Array, pieces: readonly Piece[]): number {
  const first = pieces[0];
  if (first?.kind !== "text") return first?.start ?? 0;
  let at = first.start;
  while (at < first.end && source[at] === space) at++;
  return at < first.end && source[at] === lineFeed ? at + 1 : first.start;
}

/** Returns what legacy removes. Nix and Lix part after an escape that stands for a line feed or a space. */
export function legacyDrops(source: Uint8Array, pieces: readonly Piece[], reading: "cppnix" | "lix"): Span[] {
  const drops: Span[] = [];
  const opening = openingLineEnd(source, pieces);
  const first = pieces[0]?.start ?? 0;
  if (opening > first) drops.push({ start: first, end: opening });
  const state: LineState = { source, minimum: minimumIndent(source, pieces, opening), atStart: true, seen: 0, drops };
  for (const [index, piece] of pieces.entries()) {
    const start = Math.max(piece.start, opening);
    if (piece.kind === "text") {
      const end = index === pieces.length - 1 ? closingBlanks(source, start, piece.end) : piece.end;
      dropFromText(state, start, end);
      if (end < piece.end) drops.push({ start: end, end: piece.end });
    } else if (piece.kind === "escape" && reading === "cppnix") dropFromEscape(state, piece);
    else leaveLineStart(state);
  }
  return drops;
}

interface LineState {
  readonly source: Uint8Array;
  readonly minimum: number;
  /** Whether only spaces have been seen on the line. */
  atStart: boolean;
  /** How many spaces have been seen at the start of the line. */
  seen: number;
  readonly drops: Span[];
}

function leaveLineStart(state: LineState): void {
  state.atStart = false;
  state.seen = 0;
}

/** Returns the smallest number of spaces at the start of a line with content. */
function minimumIndent(source: Uint8Array, pieces: readonly Piece[], opening: number): number {
  let minimum = deepestIndent;
  let indent = 0;
  let atStart = true;
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      if (atStart) minimum = Math.min(minimum, indent);
      atStart = false;
      continue;
    }
    for (let at = Math.max(piece.start, opening); at < piece.end; at++) {
      const byte = source[at];
      if (byte === lineFeed) {
        atStart = true;
        indent = 0;
      } else if (atStart && byte === space) indent++;
      else if (atStart) {
        minimum = Math.min(minimum, indent);
        atStart = false;
      }
    }
  }
  return minimum;
}

function dropFromText(state: LineState, start: number, end: number): void {
  const { source } = state;
  let at = start;
  while (at < end) {
    if (!state.atStart) {
      const lineEnd = source.indexOf(lineFeed, at);
      if (lineEnd < 0 || lineEnd >= end) return;
      at = lineEnd + 1;
      state.atStart = true;
      continue;
    }
    const run = at;
    while (at < end && source[at] === space) at++;
    const dropped = Math.max(0, Math.min(at - run, state.minimum - state.seen));
    if (dropped > 0) state.drops.push({ start: run, end: run + dropped });
    state.seen += at - run;
    if (at >= end) return;
    if (source[at] === lineFeed) state.seen = 0;
    else leaveLineStart(state);
    at++;
  }
}

/** Nix runs the value of an escape through the same machine as text: `''\n` starts a line, `''\ ` may vanish. */
function dropFromEscape(state: LineState, piece: Piece): void {
  if (!state.atStart) {
    state.atStart = piece.value === "\n";
    return;
  }
  if (piece.value === " ") {
    if (state.seen++ < state.minimum) state.drops.push({ start: piece.start, end: piece.end });
  } else if (piece.value === "\n") state.seen = 0;
  else leaveLineStart(state);
}

/** Returns where the spaces of a last line of nothing but spaces begin, or `end` where it has more. */
function closingBlanks(source: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && source[at - 1] === space) at--;
  return at > start && source[at - 1] === lineFeed ? at : end;
}

/** A line of a string: the blanks it begins with, and whether there is more on it. */
interface Line {
  readonly start: number;
  runEnd: number;
  hasContent: boolean;
}

/** Returns what Nix 2 removes and what it refuses. */
export function nix2Drops(source: Uint8Array, pieces: readonly Piece[]): Nix2Indentation {
  const lines = splitLines(source, pieces);
  const problems: IndentProblem[] = [];
  const [first, ...rest] = lines;
  if (first === undefined) return { drops: [], problems };
  const drops = carriageReturns(source, pieces);
  const second = rest[0];
  if (second === undefined) {
    const span = { start: first.start, end: first.runEnd };
    if (!first.hasContent && span.end > span.start) problems.push({ kind: "only-blanks", span });
    return { drops, problems };
  }
  if (!first.hasContent) drops.push({ start: first.start, end: second.start });
  const prefix = commonIndent(source, rest);
  findMixedIndent(source, rest, prefix, problems);
  for (const [index, line] of rest.entries()) {
    const end = index === rest.length - 1 && !line.hasContent ? line.runEnd : dropEnd(source, line, prefix);
    if (end > line.start) drops.push({ start: line.start, end });
    if (!line.hasContent && prefix !== null && !agrees(source, line, prefix)) {
      problems.push({ kind: "blank-line", span: { start: line.start, end: line.runEnd } });
    }
  }
  drops.sort((a, b) => a.start - b.start || b.end - a.end);
  return { drops, problems };
}

/** Splits at line feeds of the text; an escaped one is content. */
function splitLines(source: Uint8Array, pieces: readonly Piece[]): Line[] {
  const firstStart = pieces[0]?.start;
  if (firstStart === undefined) return [];
  let line: Line = { start: firstStart, runEnd: firstStart, hasContent: false };
  const lines = [line];
  for (const piece of pieces) {
    let at = piece.start;
    while (at < piece.end) {
      if (piece.kind !== "text") {
        line.hasContent = true;
        break;
      }
      if (!line.hasContent) {
        while (at < piece.end && isBlank(source[at])) at++;
        line.runEnd = at;
        line.hasContent = at < piece.end && !isLineEnd(source, at);
      }
      const lineEnd = source.indexOf(lineFeed, at);
      if (lineEnd < 0 || lineEnd >= piece.end) break;
      at = lineEnd + 1;
      line = { start: at, runEnd: at, hasContent: false };
      lines.push(line);
    }
  }
  return lines;
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}

function isLineEnd(source: Uint8Array, at: number): boolean {
  return source[at] === lineFeed || (source[at] === carriageReturn && source[at + 1] === lineFeed);
}

/** Returns the CR of every CRLF in the text, which is read as LF before anything else. */
function carriageReturns(source: Uint8Array, pieces: readonly Piece[]): Span[] {
  const found: Span[] = [];
  for (const piece of pieces) {
    if (piece.kind !== "text") continue;
    let at = source.subarray(piece.start, piece.end).indexOf(carriageReturn);
    while (at >= 0) {
      const start = piece.start + at;
      if (source[start + 1] === lineFeed) found.push({ start, end: start + 1 });
      at = source.subarray(piece.start, piece.end).indexOf(carriageReturn, at + 1);
    }
  }
  return found;
}

/** A range of the source that the lines with content all begin with a copy of; null where no line has content. */
function commonIndent(source: Uint8Array, lines: readonly Line[]): Span | null {
  let prefix: { start: number; end: number } | null = null;
  for (const line of lines) {
    if (!line.hasContent) continue;
    if (prefix === null) prefix = { start: line.start, end: line.runEnd };
    else prefix.end = prefix.start + commonLength(source, prefix, line);
  }
  return prefix;
}

function commonLength(source: Uint8Array, prefix: Span, line: Line): number {
  const most = Math.min(prefix.end - prefix.start, line.runEnd - line.start);
  let length = 0;
  while (length < most && source[prefix.start + length] === source[line.start + length]) length++;
  return length;
}

/** Tells whether a blank line is a beginning of the common indentation or goes on where that ends. */
function agrees(source: Uint8Array, line: Line, prefix: Span): boolean {
  const most = Math.min(prefix.end - prefix.start, line.runEnd - line.start);
  return commonLength(source, prefix, line) === most;
}

function dropEnd(source: Uint8Array, line: Line, prefix: Span | null): number {
  if (prefix === null) return line.runEnd;
  return line.start + commonLength(source, prefix, line);
}

function findMixedIndent(
  source: Uint8Array,
  lines: readonly Line[],
  prefix: Span | null,
  found: IndentProblem[],
): void {
  if (prefix === null || !lines.some((line) => hasTab(source, line))) return;
  const common = sliceLatin1(source, prefix.start, prefix.end);
  if (common.includes(" ") && common.includes("\t")) found.push({ kind: "mixed", span: { ...prefix } });
  // Sorted, two lines that part at a space and a tab somewhere have two neighbours that do.
  const runs = lines
    .filter((line) => line.hasContent)
    .map((line) => ({ line, text: sliceLatin1(source, line.start, line.runEnd) }))
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
  for (const [index, { line, text }] of runs.entries()) {
    const before = runs[index - 1] ?? { line, text };
    let at = 0;
    while (at < text.length && text[at] === before.text[at]) at++;
    if (at >= text.length || at >= before.text.length) continue;
    const later = before.line.start > line.start ? before.line : line;
    found.push({ kind: "mixed", span: { start: later.start, end: later.runEnd } });
  }
}

function hasTab(source: Uint8Array, line: Line): boolean {
  return source.subarray(line.start, line.runEnd).includes(tab);
}

/**
 * Which lines of a new text are not those of the old one. A line that is only indented otherwise is the same: where it
 * stands is told by what it stands in.
 */
import { sliceLatin1 } from "@lix-tools/parser";
import { type Indent, indentBefore, stepFactor } from "./indent.ts";

/** Lines by number, from 0, and where each begins. */
export interface ChangedLines {
  /** Returns the line of an offset. */
  readonly lineAt: (offset: number) => number;
  /** Tells whether a line is new or changed. */
  readonly isChanged: (line: number) => boolean;
  /** Tells whether something holds for the text of every line that is new or changed, one character for each byte. */
  readonly every: (test: (line: string) => boolean) => boolean;
  /** Tells whether every line between two is new or changed, both included. */
  readonly areChanged: (first: number, last: number) => boolean;
  /** Tells whether any line between two is new or changed, both included. */
  readonly haveChanges: (first: number, last: number) => boolean;
  /** Tells whether a line is the old one, indented otherwise. */
  readonly isShifted: (line: number) => boolean;
  /**
   * Returns how a line was indented in the old text, or null where it has no counterpart there. A changed line has one
   * where it is directly before a line that did not change, and ends as the one that was there.
   */
  readonly oldIndent: (line: number) => Indent | null;
  /** Tells whether lines of the old text are gone that were directly before a line that did not change. */
  readonly isBehindLoss: (line: number) => boolean;
  /** Returns how much wider the steps of the old text are than those of the formatter. */
  readonly factor: () => number;
}

/** Lines, of both texts together, within which two texts that differ must be the same again. */
const widestGap = 400;

/** Returns which lines changed, or null where the texts have too little in common to tell. */
export function changedLines(before: Uint8Array, after: Uint8Array): ChangedLines | null {
  const [old, now] = [linesOf(before), linesOf(after)];
  // How many lines changed before each one.
  const counts = new Int32Array(now.count + 1);
  // The line of the old text, or -1.
  const counterparts = new Int32Array(now.count).fill(-1);
  let [a, b] = [0, 0];
  while (b < now.count) {
    if (isSame(old, a, now, b)) {
      counterparts[b] = a++;
      counts[b + 1] = counts[b] ?? 0;
      b++;
      continue;
    }
    const gap = nextMatch(old, now, a, b);
    if (gap === null) return null;
    a += gap.old;
    for (let line = 0; line < gap.now; line++, b++) counts[b + 1] = (counts[b] ?? 0) + 1;
    if (gap.old > 0 && gap.now > 0 && endAlike(old, a - 1, now, b - 1)) counterparts[b - 1] = a - 1;
  }
  const areChanged = (from: number, to: number): boolean =>
    (counts[to + 1] ?? 0) - (counts[from] ?? 0) === to + 1 - from;
  const haveChanges = (from: number, to: number): boolean => (counts[to + 1] ?? 0) > (counts[from] ?? 0);
  const isChanged = (at: number): boolean => areChanged(at, at);
  const every: ChangedLines["every"] = (test) => {
    for (let at = 0; at < now.count; at++) if (isChanged(at) && !test(lineText(now, at))) return false;
    return true;
  };
  const isShifted = (line: number): boolean =>
    !isChanged(line) && lengthOf(now, line) !== lengthOf(old, counterparts[line] ?? 0);
  const oldIndent = (line: number): Indent | null => {
    const counterpart = counterparts[line] ?? -1;
    return counterpart < 0 ? null : indentBefore(before, textStart(old, counterpart));
  };
  const isBehindLoss = (line: number): boolean => {
    let before = line - 1;
    while ((counterparts[before] ?? 0) < 0) before--;
    return counterparts[line] !== (before < 0 ? -1 : (counterparts[before] ?? -1)) + 1;
  };
  let steps: number | null = null;
  const factor = (): number => (steps ??= stepFactor(before));
  return {
    lineAt: lineFinder(now),
    every,
    isChanged,
    areChanged,
    haveChanges,
    isShifted,
    oldIndent,
    isBehindLoss,
    factor,
  };
}

/** Returns the changed lines of a text in which those that did not change stand where they belong. */
export function inPlace(lines: ChangedLines, text: Uint8Array): ChangedLines {
  const now = linesOf(text);
  return {
    ...lines,
    isShifted: () => false,
    isBehindLoss: () => false,
    oldIndent: (line) => (lines.isChanged(line) ? null : indentBefore(text, textStart(now, line))),
  };
}

/** How many lines of each text to pass until they are the same again. */
interface Gap {
  readonly old: number;
  readonly now: number;
}

/** Rewrites change few lines at a place, so the nearest lines that agree are looked for, blank ones and ends apart. */
function nextMatch(old: Lines, now: Lines, a: number, b: number): Gap | null {
  for (let sum = 1; sum <= widestGap; sum++) {
    for (let passed = 0; passed <= sum; passed++) {
      const [left, right] = [a + passed, b + sum - passed];
      const isEnd = left === old.count && right === now.count;
      if (left > old.count || right > now.count) continue;
      if (isEnd || (left < old.count && isSame(old, left, now, right) && isTelling(old, now, left, right))) {
        return { old: passed, now: sum - passed };
      }
    }
  }
  return null;
}

/** A bracket or nothing on a line says little about where it is, unless the next line agrees, too. */
function isTelling(old: Lines, now: Lines, left: number, right: number): boolean {
  if (textEnd(old, left) - textStart(old, left) > 3) return true;
  const isEnd = left + 1 >= old.count && right + 1 >= now.count;
  return isEnd || isSame(old, left + 1, now, right + 1);
}

/** A text as lines without their ends. */
interface Lines {
  readonly source: Uint8Array;
  readonly count: number;
  /** Where each line begins, and one behind the end of the text. */
  readonly starts: Int32Array;
}

function linesOf(source: Uint8Array): Lines {
  let count = 1;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) count++;
  const starts = new Int32Array(count + 1);
  let line = 0;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) starts[++line] = at + 1;
  starts[count] = source.length + 1;
  return { source, count, starts };
}

function lengthOf({ starts }: Lines, line: number): number {
  return (starts[line + 1] ?? 0) - (starts[line] ?? 0);
}

/** Returns where a line begins behind its indentation. */
function textStart({ source, starts }: Lines, line: number): number {
  let at = starts[line] ?? 0;
  while (source[at] === 0x20 || source[at] === 0x09) at++;
  return at;
}

/** Returns where a line ends before white space; that may be before its text begins. */
function textEnd({ source, starts }: Lines, line: number): number {
  const start = starts[line] ?? 0;
  let at = (starts[line + 1] ?? 0) - 1;
  while (at > start && isBlank(source[at - 1])) at--;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function endAlike(old: Lines, left: number, now: Lines, right: number): boolean {
  return old.source[textEnd(old, left) - 1] === now.source[textEnd(now, right) - 1];
}

/** Tells whether a line of one text is there and the same as a line of the other, but for its indentation. */
function isSame(old: Lines, left: number, now: Lines, right: number): boolean {
  if (left >= old.count || right >= now.count) return false;
  // Most lines are indented alike, and then what they begin with is compared with the rest.
  const isAlike = lengthOf(old, left) === lengthOf(now, right);
  const start = isAlike ? (old.starts[left] ?? 0) : textStart(old, left);
  const shift = (isAlike ? (now.starts[right] ?? 0) : textStart(now, right)) - start;
  const end = (old.starts[left + 1] ?? 0) - 1;
  if ((now.starts[right + 1] ?? 0) - 1 !== end + shift) return false;
  for (let at = start; at < end; at++) if (old.source[at] !== now.source[at + shift]) return false;
  return true;
}

/** Returns a line, one character for each byte. */
function lineText({ source, starts }: Lines, line: number): string {
  return sliceLatin1(source, starts[line] ?? 0, (starts[line + 1] ?? 1) - 1);
}

function lineFinder({ starts, count }: Lines): (offset: number) => number {
  // Who asks goes through the text, so the answer is often the one before.
  let last = 0;
  return (offset) => {
    if ((starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity)) return last;
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    last = low;
    return low;
  };
}

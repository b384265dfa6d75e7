/**
 * Which lines of a new text are not those of the old one.
 */
import { sliceLatin1 } from "@lix-tools/parser";

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
}

/** Lines, of both texts together, within which two texts that differ must be the same again. */
const widestGap = 400;

/** Returns which lines changed, or null where the texts have too little in common to tell. */
export function changedLines(before: Uint8Array, after: Uint8Array): ChangedLines | null {
  const [old, now] = [linesOf(before), linesOf(after)];
  // How many lines changed before each one.
  const counts = new Int32Array(now.length + 1);
  let [a, b] = [0, 0];
  while (b < now.length) {
    if (old[a] === now[b]) {
      counts[b + 1] = counts[b] ?? 0;
      a++;
      b++;
      continue;
    }
    const gap = nextMatch(old, now, a, b);
    if (gap === null) return null;
    a += gap.old;
    for (let line = 0; line < gap.now; line++, b++) counts[b + 1] = (counts[b] ?? 0) + 1;
  }
  const areChanged = (from: number, to: number): boolean =>
    (counts[to + 1] ?? 0) - (counts[from] ?? 0) === to + 1 - from;
  const isChanged = (at: number): boolean => areChanged(at, at);
  const every: ChangedLines["every"] = (test) => now.every((line, at) => !isChanged(at) || test(line));
  return { lineAt: lineFinder(now), every, isChanged, areChanged };
}

/** How many lines of each text to pass until they are the same again. */
interface Gap {
  readonly old: number;
  readonly now: number;
}

/** Rewrites change few lines at a place, so the nearest lines that agree are looked for, blank ones and ends apart. */
function nextMatch(old: readonly string[], now: readonly string[], a: number, b: number): Gap | null {
  for (let sum = 1; sum <= widestGap; sum++) {
    for (let passed = 0; passed <= sum; passed++) {
      const [left, right] = [a + passed, b + sum - passed];
      const isEnd = left === old.length && right === now.length;
      if (left > old.length || right > now.length) continue;
      if (isEnd || (left < old.length && old[left] === now[right] && isTelling(old, now, left, right))) {
        return { old: passed, now: sum - passed };
      }
    }
  }
  return null;
}

/** A bracket or nothing on a line says little about where it is, unless the next line agrees, too. */
function isTelling(old: readonly string[], now: readonly string[], left: number, right: number): boolean {
  const text = old[left] ?? "";
  return text.trim().length > 3 || old[left + 1] === now[right + 1];
}

/** The lines without their ends; one character for each byte. */
function linesOf(bytes: Uint8Array): string[] {
  return sliceLatin1(bytes, 0, bytes.length).split("\n");
}

function lineFinder(lines: readonly string[]): (offset: number) => number {
  const starts = new Int32Array(lines.length);
  let start = 0;
  for (const [line, text] of lines.entries()) {
    starts[line] = start;
    start += text.length + 1;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
}

/** What is new in a text compared with an older one. */
import { diffWordsWithSpace } from "diff";
import type { Range } from "../protocol.ts";

/** Milliseconds after which the comparison is given up; the marks are a help and nothing depends on them. */
const timeout = 150;

/** Returns the ranges of `after` that `before` does not have. */
export function changedRanges(before: string, after: string): Range[] {
  if (before === after) return [];
  const parts = diffWordsWithSpace(before, after, { timeout });
  if (parts === undefined) return [];
  const ranges: Range[] = [];
  let at = 0;
  for (const { value, added, removed } of parts) {
    if (removed) continue;
    if (added) ranges.push({ from: at, to: at + value.length });
    at += value.length;
  }
  return ranges;
}

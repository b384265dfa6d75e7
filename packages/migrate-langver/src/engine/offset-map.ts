/**
 * From places in a rewritten text back to places in the text before, through any number of rounds of edits. What was
 * written new belongs to the place that it replaced.
 */
import type { Span, TextEdit } from "@lix-tools/parser";

/** One round of edits: where each new text stands, and what it replaced. In the order of the text. */
export interface OffsetMap {
  readonly newStarts: readonly number[];
  readonly newEnds: readonly number[];
  readonly oldStarts: readonly number[];
  readonly oldEnds: readonly number[];
}

/** Returns the map of edits that are sorted and do not overlap. */
export function createOffsetMap(edits: readonly TextEdit[]): OffsetMap {
  const encoder = new TextEncoder();
  const newStarts: number[] = [];
  const newEnds: number[] = [];
  let growth = 0;
  for (const { span, text } of edits) {
    const start = span.start + growth;
    const length = encoder.encode(text).length;
    newStarts.push(start);
    newEnds.push(start + length);
    growth += length - (span.end - span.start);
  }
  return {
    newStarts,
    newEnds,
    oldStarts: edits.map(({ span }) => span.start),
    oldEnds: edits.map(({ span }) => span.end),
  };
}

/** Returns where a range of the text after all rounds comes from. */
export function originalSpan(rounds: readonly OffsetMap[], { start, end }: Span): Span {
  const from = originalOffset(rounds, start);
  return { start: from, end: Math.max(from, originalOffset(rounds, end)) };
}

/** Returns where a byte of the text after all rounds comes from. */
export function originalOffset(rounds: readonly OffsetMap[], offset: number): number {
  return rounds.reduceRight((at, map) => offsetBefore(map, at), offset);
}

function offsetBefore({ newStarts, newEnds, oldStarts, oldEnds }: OffsetMap, offset: number): number {
  const last = lastAtMost(newStarts, offset);
  if (last < 0) return offset;
  const newEnd = newEnds[last] ?? 0;
  return offset < newEnd ? (oldStarts[last] ?? 0) : offset - newEnd + (oldEnds[last] ?? 0);
}

/** Returns the index of the last number that is not greater, or -1. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = -1;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

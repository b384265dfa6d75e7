/**
 * From places in a rewritten text back to places in the text before, through any number of rounds of edits. What was
 * written new belongs to the place that it replaced.
 */
import type { Span, TextEdit } from "@lix-tools/parser";

/** The edits of each round, sorted by where they are. */
export type EditHistory = readonly (readonly TextEdit[])[];

/** Returns where a range of the text after all rounds comes from. */
export function originalSpan(history: EditHistory, { start, end }: Span): Span {
  const from = originalOffset(history, start);
  return { start: from, end: Math.max(from, originalOffset(history, end)) };
}

/** Returns where a byte of the text after all rounds comes from. */
export function originalOffset(history: EditHistory, offset: number): number {
  return history.reduceRight((at, edits) => offsetBefore(edits, at), offset);
}

const encoder = new TextEncoder();

function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  /** How much longer the text has become in front of the offset. */
  let growth = 0;
  for (const { span, text } of edits) {
    const start = span.start + growth;
    if (start > offset) break;
    const length = encoder.encode(text).length;
    if (offset < start + length) return span.start;
    growth += length - (span.end - span.start);
  }
  return offset - growth;
}

/**
 * Changes to a source as replacements of byte ranges. What no edit names keeps its bytes.
 */
import { concatBytes } from "./bytes.ts";
import type { Span } from "./span.ts";

/** Replaces the bytes of `span` by `text` (UTF-8). An empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Two edits touch the same bytes, so that their order would matter. */
export interface EditConflict {
  readonly first: TextEdit;
  readonly second: TextEdit;
}

/**
 * Returns the edits in the order of the source, or the first two that overlap. Insertions at one place keep the order
 * in which they were given; an insertion at the edge of a replacement does not overlap it.
 */
export function sortEdits(
  edits: readonly TextEdit[],
): { readonly sorted: readonly TextEdit[] } | { readonly conflict: EditConflict } {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order)
    .map(({ edit }) => edit);
  for (const [index, second] of sorted.entries()) {
    const first = sorted[index - 1];
    if (first !== undefined && second.span.start < first.span.end) return { conflict: { first, second } };
  }
  return { sorted };
}

/** Returns a new source with the edits made. Throws a `RangeError` where edits overlap or leave the source. */
export function applyEdits(source: Uint8Array, edits: readonly TextEdit[]): Uint8Array {
  const order = sortEdits(edits);
  if ("conflict" in order) throw new RangeError(`edits overlap at byte ${order.conflict.second.span.start}`);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let position = 0;
  for (const { span, text } of order.sorted) {
    if (span.end < span.start || span.end > source.length) throw new RangeError(`edit leaves the source`);
    pieces.push(source.subarray(position, span.start), encoder.encode(text));
    position = span.end;
  }
  pieces.push(source.subarray(position));
  return concatBytes(pieces);
}

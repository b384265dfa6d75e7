/**
 * Differences between two texts: the one range in which an edit happened, and the few edits that turn one text into
 * another, so that an editor keeps its cursors, folds and marks where nothing changed.
 */
import type { Span, TextEdit } from "@lix-tools/parser";
import { startOfLine } from "@lix-tools/parser";
import { diffArrays } from "diff";

/** The bytes that were replaced, and how many are there now. */
export interface Replacement extends Span {
  readonly newEnd: number;
}

/** Returns the smallest range outside of which two texts are equal. */
export function replacementBetween(before: Uint8Array, after: Uint8Array): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, newEnd: after.length - same };
}

/** Returns where a span is after a replacement, or null where it was touched. */
export function movedSpan({ start, end }: Span, replaced: Replacement): Span | null {
  if (end <= replaced.start) return { start, end };
  const moved = replaced.newEnd - replaced.end;
  return start >= replaced.end ? { start: start + moved, end: end + moved } : null;
}

/** Lines that differ, at most; beyond that one edit replaces them all, which takes no search. */
const mostDifferences = 2000;

/** Returns edits of whole lines that turn `before` into `after`. Both are valid UTF-8. */
export function lineEdits(before: Uint8Array, after: Uint8Array): TextEdit[] {
  const { start, end, newEnd } = replacementBetween(before, after);
  if (start === end && start === newEnd) return [];
  const first = startOfLine(before, start);
  // What follows is the same in both, so both end at the same line end.
  const isLineStart = (bytes: Uint8Array, offset: number): boolean => offset === 0 || bytes[offset - 1] === 0x0a;
  const isWhole = isLineStart(before, end) && isLineStart(after, newEnd);
  const rest = isWhole ? 0 : lineEnd(before, end) - end;
  const last = { before: end + rest, after: newEnd + rest };
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const oldText = decoder.decode(before.subarray(first, last.before));
  const newText = decoder.decode(after.subarray(first, last.after));
  return editsOf(oldText, newText, first) ?? [{ span: { start: first, end: last.before }, text: newText }];
}

function editsOf(oldText: string, newText: string, offset: number): TextEdit[] | null {
  const parts = diffArrays(linesOf(oldText), linesOf(newText), { maxEditLength: mostDifferences, timeout: 500 });
  if (parts === undefined) return null;
  const edits: TextEdit[] = [];
  let at = offset;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    edits.push(...replaceLines(removed, added, at));
    at += bytesOf(removed);
    removed = [];
    added = [];
  };
  for (const part of parts) {
    if (part.added) added.push(...part.value);
    else if (part.removed) removed.push(...part.value);
    else {
      flush();
      at += bytesOf(part.value);
    }
  }
  flush();
  return edits;
}

/** As many lines for as many are replaced one by one: then each of the edits can be made alone. */
function replaceLines(removed: readonly string[], added: readonly string[], start: number): TextEdit[] {
  if (removed.length === 0 && added.length === 0) return [];
  if (removed.length !== added.length) {
    return [{ span: { start, end: start + bytesOf(removed) }, text: added.join("") }];
  }
  let at = start;
  return removed.flatMap((line, index) => {
    const span = { start: at, end: at + bytesOf([line]) };
    at = span.end;
    const text = added[index] ?? "";
    return text === line ? [] : [{ span, text }];
  });
}

function bytesOf(lines: readonly string[]): number {
  return new TextEncoder().encode(lines.join("")).length;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function lineEnd(bytes: Uint8Array, offset: number): number {
  const found = bytes.indexOf(0x0a, offset);
  return found < 0 ? bytes.length : found + 1;
}

/**
 * Spans as lines and columns, for the formats that name them.
 */
import { createLineIndex, type LineIndex, type Position, positionAt, type Span } from "@lix-tools/parser";
import type { FileReport } from "./file-report.ts";

/** A span by line and column; `end` is the place after the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Returns the line index of a report's source, or null where there is no source. */
export function indexOfReport({ source }: FileReport): LineIndex | null {
  return source === undefined ? null : createLineIndex(source);
}

/** Returns the lines and columns of a span. */
export function rangeOf(index: LineIndex, { start, end }: Span): Range {
  return { start: positionAt(index, start), end: positionAt(index, end) };
}

/** Spans of bytes as places of a text: string indices and the line. */
import { createLineIndex, positionAt, type Span } from "@lix-tools/parser";
import type { Place } from "../protocol.ts";
import { createOffsets, type ToIndex } from "./offsets.ts";

/** Returns the place of a span. */
export type ToPlace = (span: Span) => Place;

/** A text with the ways from its bytes to what people see. */
export interface SourceText {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly toIndex: ToIndex;
  readonly toPlace: ToPlace;
}

/** Returns a text with its bytes and places. */
export function createSourceText(text: string): SourceText {
  const bytes = new TextEncoder().encode(text);
  const toIndex = createOffsets(text, bytes);
  const lines = createLineIndex(bytes);
  const toPlace = ({ start, end }: Span): Place => ({
    from: toIndex(start),
    to: toIndex(end),
    line: positionAt(lines, start).line,
  });
  return { text, bytes, toIndex, toPlace };
}

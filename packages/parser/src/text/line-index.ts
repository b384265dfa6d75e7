/**
 * From byte offsets to the lines and columns people see. Lines end at LF, CRLF or a lone CR; columns count characters
 * of UTF-8. Both start at 1. Nothing here fails on bytes that are not UTF-8: such a byte counts as one character,
 * except where it cuts a sequence short, which then counts as one.
 *
 * A lookup costs the logarithm of the number of lines plus at most two blocks of bytes, however long the line is.
 */
import type { Span } from "./span.ts";

/** A place in a text as people count it: both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line starts of one source, made by `createLineIndex`. */
export interface LineIndex {
  readonly source: Uint8Array;
  /** Offset of the first byte of every line; the first is 0. */
  readonly lineStarts: Uint32Array;
  /** Number of characters that start before every multiple of `blockSize`. */
  readonly charactersBefore: Uint32Array;
}

/** Bytes between two counts of characters: small enough to count in a microsecond. */
const blockSize = 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Returns the index of a source. The source must not change afterwards. */
export function createLineIndex(source: Uint8Array): LineIndex {
  let lineStarts = new Uint32Array(64);
  let lines = 1;
  const charactersBefore = new Uint32Array(Math.floor(source.length / blockSize) + 1);
  let characters = 0;
  for (let block = 0; block < source.length; block += blockSize) {
    charactersBefore[block / blockSize] = characters;
    const end = Math.min(source.length, block + blockSize);
    for (let offset = block; offset < end; offset++) {
      const byte = source[offset] ?? 0;
      // Most bytes are of this kind.
      if (byte > carriageReturn && byte < 0x80) {
        characters++;
        continue;
      }
      if (byte < 0x80 || startsCharacter(source, offset)) characters++;
      if (byte !== lineFeed && (byte !== carriageReturn || source[offset + 1] === lineFeed)) continue;
      if (lines === lineStarts.length) lineStarts = grow(lineStarts);
      lineStarts[lines++] = offset + 1;
    }
  }
  if (source.length % blockSize === 0) charactersBefore[source.length / blockSize] = characters;
  return { source, lineStarts: lineStarts.slice(0, lines), charactersBefore };
}

function grow(full: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(full.length * 2);
  larger.set(full);
  return larger;
}

/** Returns where the line of an offset begins, behind the line feed before it. Needs no index. */
export function startOfLine(source: Uint8Array, offset: number): number {
  // An index of -1 would begin the search at the other end.
  return offset === 0 ? 0 : source.lastIndexOf(lineFeed, offset - 1) + 1;
}

/** Returns the line and column of a byte; offsets outside the source are taken as its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, index.source.length));
  const line = lineOf(index, inside);
  const lineStart = index.lineStarts[line - 1] ?? 0;
  return { line, column: countCharacters(index, inside) - countCharacters(index, lineStart) + 1 };
}

/** Returns the bytes of a line without its line ending; an empty span at the end for a line the source does not have. */
export function lineSpan(index: LineIndex, line: number): Span {
  const { source, lineStarts } = index;
  const start = lineStarts[line - 1] ?? source.length;
  let end = lineStarts[line] ?? source.length;
  if (end > start && line < lineStarts.length) {
    end--;
    if (end > start && source[end] === lineFeed && source[end - 1] === carriageReturn) end--;
  }
  return { start, end };
}

/** Returns the number of lines; a line ending at the end of the source begins one more. */
export function lineCount(index: LineIndex): number {
  return index.lineStarts.length;
}

/** Returns the last line that starts at or before the offset. */
function lineOf({ lineStarts }: LineIndex, offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Returns how many characters start before the offset. */
function countCharacters({ source, charactersBefore }: LineIndex, offset: number): number {
  const block = Math.floor(offset / blockSize);
  let count = charactersBefore[block] ?? 0;
  for (let at = block * blockSize; at < offset; at++) {
    if (startsCharacter(source, at)) count++;
  }
  return count;
}

/** Tells whether a byte begins a character: it is no continuation byte, or none of the bytes before it claims it. */
function startsCharacter(source: Uint8Array, offset: number): boolean {
  if (!isContinuation(source[offset] ?? 0)) return true;
  for (let back = 1; back <= 3 && back <= offset; back++) {
    const byte = source[offset - back] ?? 0;
    if (!isContinuation(byte)) return back >= sequenceLength(byte);
  }
  return true;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Returns how many bytes a UTF-8 sequence with this first byte has. */
function sequenceLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

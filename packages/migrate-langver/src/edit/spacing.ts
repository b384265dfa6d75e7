/**
 * White space where an edit would make two tokens into one, or two values touch. A space too many is harmless, one too
 * few changes the program; so the bytes that need none are listed and all others get one.
 */
import type { Span } from "@lix-tools/parser";
import { startOfLine } from "@lix-tools/parser";

/** Bytes before a value that can never join it. A `-` is not among them: it may end a name. */
const safeBefore: ReadonlySet<string> = new Set(" \t\r\n([{=;,+*!<>&|?@:");
/** Bytes behind a value that can never join it. */
const safeBehind: ReadonlySet<string> = new Set(" \t\r\n)]};,=+*!<>&|?@.");

/** Returns the space to write before a value at the offset, if one is needed. */
export function spaceBefore(source: Uint8Array, offset: number): "" | " " {
  return offset === 0 || safeBefore.has(String.fromCharCode(source[offset - 1] ?? 0)) ? "" : " ";
}

/** Returns the space to write behind a value that ends at the offset, if one is needed. */
export function spaceBehind(source: Uint8Array, offset: number): "" | " " {
  return offset >= source.length || safeBehind.has(String.fromCharCode(source[offset] ?? 0)) ? "" : " ";
}

/** Returns the first offset from `offset` on that holds no white space. */
export function skipWhiteSpace(source: Uint8Array, offset: number): number {
  let at = offset;
  while (at < source.length && isWhiteSpace(source[at])) at++;
  return at;
}

/** Returns where the white space begins that ends at an offset, which is the offset itself if there is none. */
export function startOfWhiteSpace(source: Uint8Array, offset: number): number {
  let at = offset;
  while (isWhiteSpace(source[at - 1])) at--;
  return at;
}

/** Tells whether a byte is white space of the language. */
export function isWhiteSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Returns the spaces and tabs that the line of an offset begins with. */
export function indentAt(source: Uint8Array, offset: number): string {
  const line = startOfLine(source, offset);
  let end = line;
  while (source[end] === 0x20 || source[end] === 0x09) end++;
  return String.fromCharCode(...source.subarray(line, end));
}

/** Tells whether there is nothing but white space in a range outside of the tokens. */
export function isBlankBut(source: Uint8Array, { start, end }: Span, tokens: readonly Span[]): boolean {
  for (let at = start; at < end; at++) {
    if (!isWhiteSpace(source[at]) && !tokens.some((token) => token.start <= at && at < token.end)) return false;
  }
  return true;
}

/** Returns the spans of tokens, those made one that have nothing but spaces between them. */
export function togetherOnLines(source: Uint8Array, tokens: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const token of tokens) {
    const last = spans.at(-1);
    let from = token.start;
    while (source[from - 1] === 0x20) from--;
    if (last?.end === from) spans[spans.length - 1] = { start: last.start, end: token.end };
    else spans.push(token);
  }
  return spans;
}

/**
 * The messages of the fast parser: what was found, then what was expected.
 */
import { Char, CharClass, charClasses } from "./characters.ts";
import { ParseFailure } from "./parse-failure.ts";
import type { ParserState } from "./parser-state.ts";
import { identifierEnd, keywords } from "./words.ts";

const longestQuote = 40;

/** Returns the failure with a message of its own. */
export function failAt(start: number, end: number, code: string, message: string, ...notes: string[]): ParseFailure {
  return new ParseFailure({ code, span: { start, end }, message, notes });
}

/** Returns the failure "found the token at the position, expected `expected`". */
export function failExpected(p: ParserState, expected: string): ParseFailure {
  const start = p.position;
  const byte = p.source[start] ?? 0;
  if (start >= p.length || (byte === Char.Nul && !p.isNix2)) {
    return failAt(start, start, "syntax/unexpected-end", `found the end of the file, expected ${expected}`);
  }
  const end = tokenEnd(p, start);
  if (!startsToken(byte)) {
    return failAt(start, end, "syntax/invalid-token", `found ${describeByte(byte)}, which no token starts with`);
  }
  const word = quote(p, start, end);
  const what = keywords.has(word.slice(1, -1)) ? `the keyword ${word}` : word;
  return failAt(start, end, "syntax/unexpected-token", `found ${what}, expected ${expected}`);
}

function startsToken(byte: number): boolean {
  return byte > Char.Space && byte < 0x7f && !"\\^`%".includes(String.fromCharCode(byte));
}

function describeByte(byte: number): string {
  if (byte >= Char.Space && byte < 0x7f) return `\`${String.fromCharCode(byte)}\``;
  return `the byte 0x${byte.toString(16).padStart(2, "0")}`;
}

/** Returns the end of what a person takes for the token at `start`. */
function tokenEnd(p: ParserState, start: number): number {
  const source = p.source;
  const byte = source[start] ?? 0;
  const classes = charClasses[byte] ?? 0;
  if (classes & CharClass.IdentifierStart) return identifierEnd(source, start);
  let end = start + 1;
  if (classes & CharClass.Digit) {
    while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Digit) end++;
    return end;
  }
  // The rest of a UTF-8 sequence belongs to its first byte.
  if (byte >= 0x80) while (end < p.length && ((source[end] ?? 0) & 0xc0) === 0x80) end++;
  else if (isOperatorPair(byte, source[end] ?? 0)) end++;
  return end;
}

const operatorPairs = ["++", "//", "==", "!=", "<=", ">=", "&&", "||", "->", "|>", "<|", "''", "${"];

function isOperatorPair(first: number, second: number): boolean {
  return operatorPairs.includes(String.fromCharCode(first, second));
}

function quote(p: ParserState, start: number, end: number): string {
  const text = new TextDecoder().decode(p.source.subarray(start, Math.min(end, start + longestQuote)));
  return end - start > longestQuote ? `\`${text}…\`` : `\`${text}\``;
}

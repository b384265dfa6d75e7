/**
 * Escape sequences of both string kinds and dialects (specification A.6, A.7, C.8): what one stands for, where it ends,
 * and what is wrong with it in Nix 2. All on bytes; a value has one character per byte.
 */

/** What is wrong with an escape in Nix 2. */
export type EscapeProblem =
  /** A byte after the backslash that means nothing. */
  | "unknown"
  /** `\x` without two hex digits, `\u` without `{H…}`. */
  | "malformed"
  /** `\xHH` outside 01–7F, `\u{…}` that is no scalar value or has more than six digits. */
  | "range"
  /** `\x00` or `\u{0}`, which feature nul-strings allows. */
  | "nul"
  /** A line continuation before a line that begins with a space or tab. */
  | "indented-continuation";

const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const letterX = 0x78;
const letterU = 0x75;

/** Returns the offset of the byte that says which escape it is: behind the backslash, for `''$` and `'''` the third. */
export function escapeLetter(source: Uint8Array, start: number): number {
  if (source[start] === backslash) return start + 1;
  return source[start + 2] === backslash ? start + 3 : start + 2;
}

/** Tells whether the escape is written with a backslash, so that any byte can follow. */
function hasBackslash(source: Uint8Array, start: number): boolean {
  return source[start] === backslash || source[start + 2] === backslash;
}

/** Returns what the escape from `start` to `end` stands for in legacy. */
export function decodeLegacyEscape(source: Uint8Array, start: number): string {
  const byte = source[escapeLetter(source, start)] ?? 0;
  if (!hasBackslash(source, start)) return byte === 0x27 ? "''" : "$";
  return controlEscape(byte) ?? String.fromCharCode(byte);
}

function controlEscape(byte: number): string | null {
  if (byte === 0x6e) return "\n";
  if (byte === 0x72) return "\r";
  return byte === 0x74 ? "\t" : null;
}

/**
 * Returns where the escape at `start` ends in Nix 2: `\xHH`, `\u{…}` and a line continuation with CRLF are longer than
 * the byte after the backslash. `limit` is the end of the text the escape may reach into.
 */
export function nix2EscapeEnd(source: Uint8Array, start: number, limit: number): number {
  const letter = escapeLetter(source, start);
  if (!hasBackslash(source, start)) return letter + 1;
  const byte = source[letter];
  if (byte === carriageReturn && source[letter + 1] === lineFeed && letter + 2 <= limit) return letter + 2;
  if (byte === letterX && letter + 3 <= limit && isHex(source[letter + 1]) && isHex(source[letter + 2])) {
    return letter + 3;
  }
  if (byte === letterU && source[letter + 1] === 0x7b) {
    let end = letter + 2;
    while (end < limit && isHex(source[end])) end++;
    if (end > letter + 2 && end < limit && source[end] === 0x7d) return end + 1;
  }
  return letter + 1;
}

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9A-Fa-f]/.test(String.fromCharCode(byte));
}

/** Returns what the escape from `start` to `end` (see `nix2EscapeEnd`) stands for; a wrong one for its last bytes. */
export function decodeNix2Escape(source: Uint8Array, start: number, end: number): string {
  const letter = escapeLetter(source, start);
  const byte = source[letter] ?? 0;
  if (!hasBackslash(source, start)) return byte === 0x27 ? "''" : "$";
  if (byte === lineFeed || byte === carriageReturn) return "";
  const code = hexCode(source, letter, end);
  if (code === null) return controlEscape(byte) ?? String.fromCharCode(byte);
  return code <= 0x10ffff && !isSurrogate(code) ? utf8Bytes(code) : "";
}

/** Returns the number that `xHH` or `u{H…}` from `letter` to `end` writes, or null for other escapes. */
function hexCode(source: Uint8Array, letter: number, end: number): number | null {
  if (end === letter + 1) return null;
  const isUnicode = source[letter] === letterU;
  const digits = source.subarray(letter + (isUnicode ? 2 : 1), isUnicode ? end - 1 : end);
  return Number.parseInt(String.fromCharCode(...digits.subarray(0, 8)), 16);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function utf8Bytes(code: number): string {
  return String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(code)));
}

/** Returns what is wrong in Nix 2 with the escape from `start` to `end`, or null. */
export function nix2EscapeProblem(source: Uint8Array, start: number, end: number): EscapeProblem | null {
  if (!hasBackslash(source, start)) return null;
  const letter = escapeLetter(source, start);
  const byte = source[letter] ?? 0;
  if (byte === lineFeed || (byte === carriageReturn && source[letter + 1] === lineFeed)) {
    const next = source[byte === lineFeed ? letter + 1 : letter + 2];
    return next === 0x20 || next === 0x09 ? "indented-continuation" : null;
  }
  if (byte === letterX || byte === letterU) return hexProblem(source, letter, end);
  const defined = source[start] === backslash ? definedEscapes : definedIndentedEscapes;
  return defined.includes(String.fromCharCode(byte)) ? null : "unknown";
}

const definedEscapes = 'trn"$\\';
const definedIndentedEscapes = "nrt'";

function hexProblem(source: Uint8Array, letter: number, end: number): EscapeProblem | null {
  const code = hexCode(source, letter, end);
  if (code === null) return "malformed";
  if (code === 0) return "nul";
  if (source[letter] === letterX) return code > 0x7f ? "range" : null;
  const digitCount = end - letter - 3;
  return digitCount > 6 || code > 0x10ffff || isSurrogate(code) ? "range" : null;
}

/** Tells whether Lix accepts the escape at `start` without a warning (specification G, `broken-string-escape`). */
export function isDefinedInLix(source: Uint8Array, start: number): boolean {
  if (!hasBackslash(source, start)) return true;
  const defined = source[start] === backslash ? definedEscapes : definedIndentedEscapes;
  return defined.includes(String.fromCharCode(source[escapeLetter(source, start)] ?? 0));
}

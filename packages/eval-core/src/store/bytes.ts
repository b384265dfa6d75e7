/**
 * Byte strings as Latin-1 strings: one character per byte. Nix strings are bytes, so the evaluator keeps them in this
 * form from reading a file to hashing a derivation; `bytesOfLatin1` and `unicodeOf` of the parser lead out of it.
 */

/** How many bytes go through `String.fromCharCode` at once: its arguments live on the stack. */
const chunkSize = 8192;

/** Returns the Latin-1 string of some bytes. */
export function latin1Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkSize) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunkSize));
  }
  return text;
}

/** Returns the UTF-8 bytes of a JavaScript string, as a Latin-1 string. */
export function latin1OfUnicode(text: string): string {
  return latin1Of(new TextEncoder().encode(text));
}

const hexDigits = "0123456789abcdef";

/** Returns the lower-case hexadecimal digits of the bytes of a hash. */
export function hexOf(bytes: Uint8Array): string {
  const codes = new Array<number>(2 * bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    codes[2 * at] = hexDigits.charCodeAt(byte >> 4);
    codes[2 * at + 1] = hexDigits.charCodeAt(byte & 15);
  }
  return String.fromCharCode(...codes);
}

/** Returns the value of a lower-case hexadecimal digit. */
export function hexDigitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code - (code < 0x3a ? 0x30 : 0x57);
}

/** Returns the bytes of hexadecimal digits of either case, or null if they are none. */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** Orders Latin-1 strings as their bytes are ordered. */
export function compareBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Returns the entries of a map in the byte order of their names. */
export function sortedEntries<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([left], [right]) => compareBytes(left, right));
}

/**
 * White space as the reference understands it: what Haskell calls a space, which is neither JavaScript's notion nor
 * Unicode's.
 */
const spaceAtEnd = /[\t-\r\u00a0\p{Zs}]+$/u;
const spaceAtStart = /^[\t-\r\u00a0\p{Zs}]+/u;
const spacesOnly = /^ *$/u;

/** Returns `text` without the white space at its end. */
export function trimEnd(text: string): string {
  return text.replace(spaceAtEnd, "");
}

/** Returns `text` without the white space at its start. */
export function trimStart(text: string): string {
  return text.replace(spaceAtStart, "");
}

/** Returns `text` without the white space at both ends. */
export function trim(text: string): string {
  return trimStart(trimEnd(text));
}

/** Tells whether a byte is white space of ASCII. */
export function isSpaceByte(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Tells whether the text has no character but U+0020. */
export function isSpacesOnly(text: string): boolean {
  return spacesOnly.test(text);
}

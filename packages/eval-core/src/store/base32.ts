/**
 * The store's own base 32: 32 digits without `e`, `o`, `t` and `u`, five bits per digit, the least significant bits of
 * the last byte first. The digits therefore read from the end of the bytes to their beginning.
 */

const digits = "0123456789abcdfghijklmnpqrsvwxyz";

/** Returns how many base-32 digits a number of bytes takes. */
export function base32Length(byteCount: number): number {
  return byteCount === 0 ? 0 : Math.floor((byteCount * 8 - 1) / 5) + 1;
}

/** Returns the base-32 digits of some bytes. */
export function base32Of(bytes: ArrayLike<number>): string {
  const last = base32Length(bytes.length) - 1;
  const codes = new Array<number>(last + 1);
  for (let digit = last; digit >= 0; digit--) {
    const bit = digit * 5;
    const at = bit >> 3;
    const next = at + 1 < bytes.length ? (bytes[at + 1] ?? 0) : 0;
    const pair = (bytes[at] ?? 0) | (next << 8);
    codes[last - digit] = digits.charCodeAt((pair >> (bit & 7)) & 31);
  }
  return String.fromCharCode(...codes);
}

/** Returns the bytes of base-32 digits, or null if a character is no digit or bits are left over. */
export function bytesOfBase32(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  for (let digit = 0; digit < text.length; digit++) {
    const value = digits.indexOf(text.charAt(text.length - digit - 1));
    if (value < 0) return null;
    const bit = digit * 5;
    const at = bit >> 3;
    const shifted = value << (bit & 7);
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) | (shifted & 255);
    else if ((shifted & 255) !== 0) return null;
    if (at + 1 < bytes.length) bytes[at + 1] = (bytes[at + 1] ?? 0) | (shifted >> 8);
    else if (shifted >> 8 !== 0) return null;
  }
  return bytes;
}

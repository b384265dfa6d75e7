/** Brackets, braces and parentheses by their bytes. */

/** Tells whether a byte opens what another one closes. */
export function isOpening(byte: number | undefined): boolean {
  return byte === 0x28 || byte === 0x5b || byte === 0x7b;
}

/** Tells whether a byte closes what another one opened. */
export function isClosing(byte: number | undefined): boolean {
  return byte === 0x29 || byte === 0x5d || byte === 0x7d;
}

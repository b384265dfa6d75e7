/**
 * Byte offsets of the tools as indices of a JavaScript string, which is what an editor counts in. A byte inside of a
 * character counts as the character's start.
 */

/** Returns the string index of a byte offset. */
export type ToIndex = (byte: number) => number;

/** Returns the conversion for a text and its UTF-8 bytes. */
export function createOffsets(text: string, bytes: Uint8Array): ToIndex {
  if (bytes.length === text.length) return (byte) => byte;
  const indices = new Uint32Array(bytes.length + 1);
  let index = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) {
      // Two units for what lies beyond the first plane; the unit after it belongs to the next character.
      index += 1;
      indices[at] = index;
      if (byte >= 0xf0) index += 1;
    } else indices[at] = indices[at - 1] ?? 0;
  }
  indices[bytes.length] = text.length;
  return (byte) => indices[Math.min(byte, bytes.length)] ?? text.length;
}

/** Bytes as strings with one character per byte, the form that names and strings have in trees and programs. */

/** Returns the bytes that the characters of a string stand for. */
export function bytesOfLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Returns the text that bytes mean in UTF-8, with U+FFFD for invalid ones. */
export function unicodeOf(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : new TextDecoder().decode(bytesOfLatin1(text));
}

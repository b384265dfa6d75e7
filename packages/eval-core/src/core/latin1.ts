/**
 * Names and strings of terms hold bytes, one per character. People are shown what the bytes mean in UTF-8.
 */

/** Returns the text that bytes mean in UTF-8, with U+FFFD for invalid ones. */
export function showBytes(bytes: string): string {
  if (/^[\0-\x7f]*$/.test(bytes)) return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

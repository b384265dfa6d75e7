/** The evaluator's strings hold one byte per character; these functions lead to and from ordinary ones. */

/** Returns the UTF-8 bytes of a string, one per character. */
export function latin1Text(text: string): string {
  let result = "";
  for (const byte of new TextEncoder().encode(text)) result += String.fromCharCode(byte);
  return result;
}

/** Returns the string that bytes, one per character, encode. */
export function unicodeText(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
}

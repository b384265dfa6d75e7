/** Base 64 with padding, as the SRI form of hashes uses it. */

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Returns the base-64 digits of some bytes, padded with `=`. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += digits.charAt(triple >> 18) + digits.charAt((triple >> 12) & 63);
    text += left > 1 ? digits.charAt((triple >> 6) & 63) : "=";
    text += left > 2 ? digits.charAt(triple & 63) : "=";
  }
  return text;
}

/** Returns the bytes of base-64 digits, or null at a character that is no digit. Reading stops at the padding. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes: number[] = [];
  let bits = 0;
  let bitCount = 0;
  for (const character of text) {
    if (character === "=") break;
    if (character === "\n") continue;
    const value = digits.indexOf(character);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes.push((bits >> bitCount) & 255);
  }
  return Uint8Array.from(bytes);
}

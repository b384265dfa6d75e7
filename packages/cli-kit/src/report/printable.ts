/**
 * Text from files and file names as it may safely be printed.
 */

/**
 * Returns the text with every character that could move the cursor, change colours or reverse the reading order shown
 * as a symbol of the same length. Tabs stay.
 */
export function withoutControls(text: string): string {
  if (/^[\t -~]*$/u.test(text)) return text;
  return text
    .replaceAll(/[\0-\u0008\u000a-\u001f]/gu, (char) => String.fromCodePoint(0x2400 + (char.codePointAt(0) ?? 0)))
    .replaceAll("\u007f", "\u2421")
    .replaceAll(/[\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, "\ufffd");
}

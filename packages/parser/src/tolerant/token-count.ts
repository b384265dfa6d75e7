/**
 * How much work a source is. What tree-sitter needs depends on the number of tokens rather than of bytes: up to half a
 * kilobyte for each, of the 2 GB that WebAssembly has at most.
 */
import { CharClass, charClasses } from "../fast/characters.ts";

/** The largest number of tokens that tree-sitter gets: a gigabyte's worth. */
export const maxTolerantTokens: number = 2_000_000;

/**
 * Tells whether the source has more than `limit` tokens, counting words and every other byte that is no white space.
 * Words in strings and comments count too, so what is told to be small is small.
 */
export function hasMoreTokens(source: Uint8Array, limit: number): boolean {
  // Every token has a byte, and few sources have a white space behind each.
  if (source.length <= limit) return false;
  let count = 0;
  let isInWord = false;
  for (const byte of source) {
    const classes = charClasses[byte] ?? 0;
    const isWord = (classes & CharClass.Identifier) !== 0 || byte >= 0x80;
    if (!(classes & CharClass.Space) && !(isWord && isInWord) && ++count > limit) return true;
    isInWord = isWord;
  }
  return false;
}

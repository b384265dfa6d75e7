/**
 * Tokens that are nothing but their text.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { failExpected } from "./fail.ts";
import { type ParserState, writeLeaf } from "./parser-state.ts";
import { skipTrivia } from "./trivia.ts";
import { isPathAhead, scanWord, type WordKind } from "./words.ts";

/** Writes the token of one byte at the position. */
export function takeByte(p: ParserState, kind: Kind): void {
  writeLeaf(p, kind, p.position + 1);
}

/** Writes the next token, which must be `byte`. */
export function expectByte(p: ParserState, byte: number, kind: Kind): void {
  if (skipTrivia(p) !== byte) throw failExpected(p, `\`${String.fromCharCode(byte)}\``);
  writeLeaf(p, kind, p.position + 1);
}

/** Returns the kind of the word at the position, or -1 where no word starts with `byte`. */
export function wordAt(p: ParserState, byte: number): WordKind | -1 {
  return (charClasses[byte] ?? 0) & CharClass.IdentifierStart ? scanWord(p) : -1;
}

/** Writes the next token, which must be the keyword. */
export function expectKeyword(p: ParserState, word: WordKind, kind: Kind, text: string): void {
  if (wordAt(p, skipTrivia(p)) !== word) throw failExpected(p, `\`${text}\``);
  writeLeaf(p, kind, p.wordEnd);
}

/**
 * Tells whether the dot at the position is the token `.`: not the start of a path, a number or `...`, and in Nix 2 not
 * the first half of `.[`, `.{`, `.?` or of an index.
 */
export function isPlainDot(p: ParserState): boolean {
  const next = p.source[p.position + 1] ?? 0;
  const classes = charClasses[next] ?? 0;
  // What follows most dots: a letter that starts a name. It can still be a path such as `.a/b`.
  if (classes & CharClass.Digit) return false;
  if (next === Char.Dot && p.source[p.position + 2] === Char.Dot) return false;
  if (p.isNix2) {
    if (next === Char.LeftBracket || next === Char.LeftBrace) return false;
    if (p.isFuture && next === Char.Question) return false;
  }
  return !(classes & CharClass.Path || next === Char.Slash) || !isPathAhead(p);
}

/** Writes an identifier; the next token must be one. */
export function expectIdentifier(p: ParserState, what: string): void {
  const kind = wordAt(p, skipTrivia(p));
  if (kind !== 0) throw failExpected(p, what);
  writeLeaf(p, Kind.Identifier, p.wordEnd);
}

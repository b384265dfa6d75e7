/**
 * Words: identifiers and keywords, and the paths and URIs that look like words at first. The token at a place is the
 * longest match there, whatever the grammar expects (specification A), so every word is scanned by `scanWord`.
 */
import { Char, CharClass, charClasses } from "./characters.ts";
import type { ParserState } from "./parser-state.ts";

/** What the token is that starts with a letter or `_`. */
export const WordKind = {
  Identifier: 0,
  If: 1,
  Then: 2,
  Else: 3,
  Let: 4,
  In: 5,
  Rec: 6,
  With: 7,
  Assert: 8,
  Inherit: 9,
  Or: 10,
  Null: 11,
  True: 12,
  False: 13,
  Path: 14,
  Uri: 15,
} as const;
export type WordKind = (typeof WordKind)[keyof typeof WordKind];

const keywordRows: readonly (readonly [string, WordKind])[] = [
  ["if", WordKind.If],
  ["in", WordKind.In],
  ["or", WordKind.Or],
  ["let", WordKind.Let],
  ["rec", WordKind.Rec],
  ["then", WordKind.Then],
  ["else", WordKind.Else],
  ["with", WordKind.With],
  ["assert", WordKind.Assert],
  ["inherit", WordKind.Inherit],
];
const literalRows: readonly (readonly [string, WordKind])[] = [
  ["null", WordKind.Null],
  ["true", WordKind.True],
  ["false", WordKind.False],
];

/** Every keyword and its number; the literals only where they are words of their own. */
export const keywords: ReadonlyMap<string, WordKind> = new Map([...keywordRows, ...literalRows]);

/** Slots of the perfect hash: small enough to stay in cache, large enough that no two keywords share one. */
const hashSize = 64;

/** Keywords by hash: 8 bytes each, the word padded with zeros and, in the last byte, its kind. */
function makeKeywordTable(rows: readonly (readonly [string, WordKind])[]): Uint8Array {
  const table = new Uint8Array(hashSize * 8);
  for (const [word, kind] of rows) {
    const slot = hashKeyword(word.charCodeAt(0), word.charCodeAt(1), word.length) * 8;
    if (table[slot] !== 0) throw new RangeError(`keyword ${word} shares its slot`);
    for (let i = 0; i < word.length; i++) table[slot + i] = word.charCodeAt(i);
    table[slot + 7] = kind;
  }
  return table;
}

function hashKeyword(first: number, second: number, length: number): number {
  return (first + second + length * 7) & (hashSize - 1);
}

const legacyTable = makeKeywordTable(keywordRows);
const nix2Table = makeKeywordTable([...keywordRows, ...literalRows]);

/** Returns the keyword that stands from `start` to `end`, or `Identifier`. */
function keywordAt(p: ParserState, start: number, end: number): WordKind {
  const length = end - start;
  if (length < 2 || length > 7) return WordKind.Identifier;
  const source = p.source;
  const table = p.isNix2 ? nix2Table : legacyTable;
  const slot = hashKeyword(source[start] ?? 0, source[start + 1] ?? 0, length) * 8;
  for (let i = 0; i < length; i++) if (table[slot + i] !== source[start + i]) return WordKind.Identifier;
  // "inherit" fills seven bytes; every shorter word is followed by a zero.
  if (length < 7 && table[slot + length] !== 0) return WordKind.Identifier;
  return (table[slot + 7] ?? 0) as WordKind; // the table holds nothing else
}

/** Returns the end of the identifier that starts at `start`. */
export function identifierEnd(source: Uint8Array, start: number): number {
  let end = start + 1;
  while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Identifier) end++;
  return end;
}

/** Tells whether a path token starts at the position: path characters, then a slash that goes on. */
export function isPathAhead(p: ParserState): boolean {
  const start = p.position;
  if (start < p.plainUntil) return false;
  const source = p.source;
  let end = start;
  while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Path) end++;
  if (source[end] === Char.Slash && slashGoesOn(source, end)) return true;
  if (source[end] !== Char.Colon) p.plainUntil = end;
  return false;
}

/** Tells whether the slash at `slash` has a path character or an interpolation behind it. */
export function slashGoesOn(source: Uint8Array, slash: number): boolean {
  const next = source[slash + 1] ?? 0;
  if ((charClasses[next] ?? 0) & CharClass.Path) return true;
  return next === Char.Dollar && source[slash + 2] === Char.LeftBrace;
}

/**
 * Returns what the word at the position is, and leaves its end in `wordEnd` (for a path: the end of the first word in
 * it). The position must be at a letter or `_`.
 */
export function scanWord(p: ParserState): WordKind {
  const start = p.position;
  if (p.wordStart === start) return p.wordKind;
  const source = p.source;
  const end = identifierEnd(source, start);
  p.wordStart = start;
  p.wordEnd = end;
  const next = source[end] ?? 0;
  if ((next === Char.Slash || next === Char.Dot || next === Char.Plus) && isPathAhead(p)) {
    return (p.wordKind = WordKind.Path);
  }
  if (next === Char.Colon || next === Char.Dot || next === Char.Plus) {
    const uriEnd = p.isNix2 ? 0 : uriEndAt(source, start, p.plainUntil);
    if (uriEnd !== 0) {
      p.wordEnd = uriEnd;
      return (p.wordKind = WordKind.Uri);
    }
  }
  return (p.wordKind = keywordAt(p, start, end));
}

/** Returns the end of the URI that starts at `start`, or 0. No URI starts before `plainUntil`. */
function uriEndAt(source: Uint8Array, start: number, plainUntil: number): number {
  if (start < plainUntil || source[start] === Char.Underscore) return 0;
  let end = start;
  while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Scheme) end++;
  if (source[end] !== Char.Colon) return 0;
  const body = ++end;
  while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Uri) end++;
  return end > body ? end : 0;
}

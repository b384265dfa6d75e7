/**
 * The byte classes of the lexical grammar (specification A), one table look-up per byte. Bytes from 0x80 on have no
 * class: outside strings and comments they are invalid.
 */

export const CharClass = {
  /** `[A-Za-z_]` */
  IdentifierStart: 1,
  /** `[A-Za-z0-9_'-]` */
  Identifier: 2,
  /** `[A-Za-z0-9._+-]` */
  Path: 4,
  /** `[0-9]` */
  Digit: 8,
  /** Space, tab, CR, LF. */
  Space: 16,
  /** What may follow the colon of a URI. */
  Uri: 32,
  /** `[A-Za-z0-9+.-]` */
  Scheme: 64,
  /** `[0-9A-Fa-f]` */
  Hex: 128,
} as const;

const members: readonly (readonly [number, RegExp])[] = [
  [CharClass.IdentifierStart, /[A-Za-z_]/],
  [CharClass.Identifier, /[A-Za-z0-9_'-]/],
  [CharClass.Path, /[A-Za-z0-9._+-]/],
  [CharClass.Digit, /[0-9]/],
  [CharClass.Space, /[ \t\r\n]/],
  [CharClass.Uri, /[A-Za-z0-9%/?:@&=+$,\-_.!~*']/],
  [CharClass.Scheme, /[A-Za-z0-9+.-]/],
  [CharClass.Hex, /[0-9A-Fa-f]/],
];

function makeTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 128; byte++) {
    const character = String.fromCharCode(byte);
    for (const [bit, pattern] of members) if (pattern.test(character)) table[byte] = (table[byte] ?? 0) | bit;
  }
  return table;
}

/** The classes of every byte, as a sum of `CharClass` bits. Nobody writes to it. */
export const charClasses: Uint8Array = makeTable();

/** The bytes the parser names. */
export const Char = {
  Nul: 0,
  Tab: 9,
  LineFeed: 10,
  CarriageReturn: 13,
  Space: 32,
  Bang: 33,
  Quote: 34,
  Hash: 35,
  Dollar: 36,
  Ampersand: 38,
  Apostrophe: 39,
  LeftParen: 40,
  RightParen: 41,
  Star: 42,
  Plus: 43,
  Comma: 44,
  Minus: 45,
  Dot: 46,
  Slash: 47,
  Zero: 48,
  Colon: 58,
  Semicolon: 59,
  Less: 60,
  Equal: 61,
  Greater: 62,
  Question: 63,
  At: 64,
  LeftBracket: 91,
  Backslash: 92,
  RightBracket: 93,
  Underscore: 95,
  LowerE: 101,
  LowerU: 117,
  LowerX: 120,
  LeftBrace: 123,
  Bar: 124,
  RightBrace: 125,
  Tilde: 126,
} as const;

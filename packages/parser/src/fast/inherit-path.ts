/**
 * The expanded `inherit` of the future edition (specification C.16): `inherit lib.mkIf;`, `inherit lib.{a, b};`,
 * `inherit { a.b, c.{d} };`, as an item of a set or `let` and before an expression.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { parseAttrpath } from "./attrpath.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { failExpected } from "./fail.ts";
import { closeNode, openNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { parseKeys } from "./selector.ts";
import { expectByte, expectIdentifier, isPlainDot, takeByte } from "./token.ts";
import { peekToken, skipTrivia } from "./trivia.ts";
import { identifierEnd } from "./words.ts";

/** Tells whether the `inherit` at the position has paths and not names. */
export function isInheritPathAhead(p: ParserState): boolean {
  const source = p.source;
  const first = peekToken(p, p.wordEnd);
  if (source[first] === Char.LeftBrace) return true;
  if (!((charClasses[source[first] ?? 0] ?? 0) & CharClass.IdentifierStart)) return false;
  return source[peekToken(p, identifierEnd(source, first))] === Char.Dot;
}

/** Reads `inherit path;` or `inherit { path, … };`. */
export function parseInheritPaths(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.InheritKeyword, p.wordEnd);
  if (skipTrivia(p) === Char.LeftBrace) parseBracedPaths(p);
  else parseInheritPath(p);
  expectByte(p, Char.Semicolon, Kind.Semicolon);
  closeNode(p, Kind.InheritPaths, mark, start);
}

function parseBracedPaths(p: ParserState): void {
  takeByte(p, Kind.LeftBrace);
  for (;;) {
    if (skipTrivia(p) === Char.RightBrace) break;
    parseInheritPath(p);
    const after = skipTrivia(p);
    if (after === Char.Comma) takeByte(p, Kind.Comma);
    else if (after !== Char.RightBrace) throw failExpected(p, "`,` or `}`");
  }
  takeByte(p, Kind.RightBrace);
}

function parseInheritPath(p: ParserState): void {
  skipTrivia(p);
  const mark = openNode(p);
  const start = p.position;
  expectIdentifier(p, "a name to inherit from");
  setField(p, Field.Name);
  if (skipTrivia(p) === Char.Dot && isPlainDot(p)) {
    takeByte(p, Kind.Dot);
    parseAttrpath(p);
    setField(p, Field.Attrpath);
  }
  if (skipTrivia(p) === Char.Dot && p.source[p.position + 1] === Char.LeftBrace) {
    writeLeaf(p, Kind.DotBrace, p.position + 2);
    parseKeys(p, Char.RightBrace);
    takeByte(p, Kind.RightBrace);
  }
  closeNode(p, Kind.InheritPath, mark, start);
  setField(p, Field.Path);
}

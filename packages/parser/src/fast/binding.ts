/**
 * What stands in sets and after `let`: bindings, `inherit`, and in Nix 2 unpacked sets.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { parseAttr, parseAttrpath } from "./attrpath.ts";
import { Char } from "./characters.ts";
import { parseExpression } from "./expression.ts";
import { failExpected } from "./fail.ts";
import { isInheritPathAhead, parseInheritPaths } from "./inherit-path.ts";
import { closeNode, openNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { expectByte, takeByte, wordAt } from "./token.ts";
import { skipTrivia } from "./trivia.ts";
import { WordKind } from "./words.ts";

/** Reads bindings until something else comes; the caller knows what must follow. */
export function parseBindings(p: ParserState): void {
  for (;;) {
    const byte = skipTrivia(p);
    const word = wordAt(p, byte);
    if (word === WordKind.In || byte === Char.RightBrace) return;
    if (word === WordKind.Inherit) parseInherit(p);
    else if (word >= 0 || byte === Char.Quote || byte === Char.Dollar) parseBinding(p);
    else if (byte === Char.Star && p.isNix2) parseSetUnpack(p);
    else return;
    setField(p, Field.Binding);
  }
}

function parseBinding(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  parseAttrpath(p);
  setField(p, Field.Attrpath);
  if (skipTrivia(p) !== Char.Equal || p.source[p.position + 1] === Char.Equal) throw failExpected(p, "`.` or `=`");
  takeByte(p, Kind.Equal);
  parseExpression(p);
  setField(p, Field.Expression);
  expectByte(p, Char.Semicolon, Kind.Semicolon);
  closeNode(p, Kind.Binding, mark, start);
}

function parseSetUnpack(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.Star);
  parseExpression(p);
  setField(p, Field.Expression);
  expectByte(p, Char.Semicolon, Kind.Semicolon);
  closeNode(p, Kind.SetUnpack, mark, start);
}

function parseInherit(p: ParserState): void {
  if (p.isFuture && isInheritPathAhead(p)) return parseInheritPaths(p);
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.InheritKeyword, p.wordEnd);
  let kind: Kind = Kind.Inherit;
  if (skipTrivia(p) === Char.LeftParen) {
    kind = Kind.InheritFrom;
    takeByte(p, Kind.LeftParen);
    parseExpression(p);
    setField(p, Field.Expression);
    expectByte(p, Char.RightParen, Kind.RightParen);
  }
  parseInheritedAttrs(p);
  takeByte(p, Kind.Semicolon);
  closeNode(p, kind, mark, start);
}

/** Reads the names of an `inherit` up to, not including, the semicolon. */
function parseInheritedAttrs(p: ParserState): void {
  let byte = skipTrivia(p);
  if (byte === Char.Semicolon) return;
  const mark = openNode(p);
  const start = p.position;
  while (byte !== Char.Semicolon) {
    const isName = wordAt(p, byte) >= 0 || byte === Char.Quote || byte === Char.Dollar;
    if (!isName) throw failExpected(p, "a name to inherit or `;`");
    parseAttr(p, byte);
    setField(p, Field.Attr);
    byte = skipTrivia(p);
  }
  closeNode(p, Kind.InheritedAttrs, mark, start);
  setField(p, Field.Attrs);
}

/**
 * Functions: `x:`, `{ a, b ? 1, ... }@args:` and, in Nix 2, `[a, b]:` (specification B.1, C.14). Whether braces or
 * brackets hold parameters is decided by looking ahead over names and commas, never over expressions.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { parseExpression } from "./expression.ts";
import { failExpected } from "./fail.ts";
import { closeNode, openNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { expectByte, expectIdentifier, takeByte } from "./token.ts";
import { peekToken, skipTrivia } from "./trivia.ts";
import { identifierEnd } from "./words.ts";

/** Tells whether the identifier at the position, already scanned, is a parameter. */
export function isLambdaAhead(p: ParserState): boolean {
  const next = p.source[p.wordEnd] ?? 0;
  // Most identifiers are followed by something that settles it.
  if (next === Char.Colon || next === Char.At) return true;
  if (!((charClasses[next] ?? 0) & CharClass.Space) && next !== Char.Hash && next !== Char.Slash) return false;
  const after = p.source[peekToken(p, p.wordEnd)];
  return after === Char.Colon || after === Char.At;
}

/** Tells whether the brace at the position opens formals and not a set. */
export function isFormalsAhead(p: ParserState): boolean {
  const source = p.source;
  const first = peekToken(p, p.position + 1);
  const byte = source[first] ?? 0;
  if (byte === Char.RightBrace) {
    const after = source[peekToken(p, first + 1)];
    return after === Char.Colon || after === Char.At;
  }
  if (byte === Char.Dot) return source[first + 1] === Char.Dot && source[first + 2] === Char.Dot;
  if (!((charClasses[byte] ?? 0) & CharClass.IdentifierStart)) return false;
  const after = source[peekToken(p, identifierEnd(source, first))];
  return after === Char.Comma || after === Char.Question || after === Char.RightBrace;
}

/** Tells whether the bracket at the position opens a list pattern and not a list. */
export function isListPatternAhead(p: ParserState): boolean {
  const source = p.source;
  let at = peekToken(p, p.position + 1);
  for (;;) {
    const byte = source[at] ?? 0;
    if (byte === Char.RightBracket) return source[peekToken(p, at + 1)] === Char.Colon;
    if ((charClasses[byte] ?? 0) & CharClass.IdentifierStart) at = identifierEnd(source, at);
    else if (byte === Char.Comma || byte === Char.Dot) at++;
    else return false;
    at = peekToken(p, at);
  }
}

/** Reads the parameter of a function and the colon. */
export function parseLambdaHead(p: ParserState): void {
  const byte = p.source[p.position];
  if (byte === Char.LeftBracket) {
    parseListPattern(p);
    setField(p, Field.Pattern);
  } else if (byte === Char.LeftBrace) {
    parseFormals(p);
    if (skipTrivia(p) === Char.At) {
      takeByte(p, Kind.At);
      parseUniversal(p);
    }
  } else {
    parseUniversal(p);
    if (skipTrivia(p) === Char.At) {
      takeByte(p, Kind.At);
      if (skipTrivia(p) !== Char.LeftBrace) throw failExpected(p, "`{`");
      parseFormals(p);
    }
  }
  expectByte(p, Char.Colon, Kind.Colon);
}

function parseUniversal(p: ParserState): void {
  expectIdentifier(p, "a parameter name");
  setField(p, Field.Universal);
}

function parseFormals(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.LeftBrace);
  parseParameters(p, Char.RightBrace, parseFormal);
  takeByte(p, Kind.RightBrace);
  closeNode(p, Kind.Formals, mark, start);
  setField(p, Field.Formals);
}

function parseListPattern(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.LeftBracket);
  parseParameters(p, Char.RightBracket, parsePatternName);
  takeByte(p, Kind.RightBracket);
  closeNode(p, Kind.ListPattern, mark, start);
}

/** Reads parameters, commas and a last `...` up to, not including, `closer`. A comma may end the list, not after `...`. */
function parseParameters(p: ParserState, closer: number, parseOne: (p: ParserState) => void): void {
  const bracket = String.fromCharCode(closer);
  for (;;) {
    const byte = skipTrivia(p);
    if (byte === closer) return;
    if (byte === Char.Dot && p.source[p.position + 1] === Char.Dot && p.source[p.position + 2] === Char.Dot) {
      writeLeaf(p, Kind.Ellipses, p.position + 3);
      setField(p, Field.Ellipses);
      if (skipTrivia(p) !== closer) throw failExpected(p, `\`${bracket}\``);
      return;
    }
    parseOne(p);
    const after = skipTrivia(p);
    if (after === closer) return;
    if (after !== Char.Comma) throw failExpected(p, `\`,\` or \`${bracket}\``);
    takeByte(p, Kind.Comma);
  }
}

function parsePatternName(p: ParserState): void {
  expectIdentifier(p, "a parameter name or `...`");
  setField(p, Field.Name);
}

function parseFormal(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  expectIdentifier(p, "a parameter name or `...`");
  setField(p, Field.Name);
  if (skipTrivia(p) === Char.Question) {
    if (p.isFuture && p.source[p.position + 1] === Char.Colon) writeLeaf(p, Kind.QuestionColon, p.position + 2);
    else takeByte(p, Kind.Question);
    parseExpression(p);
    setField(p, Field.Default);
  }
  closeNode(p, Kind.Formal, mark, start);
  setField(p, Field.Formal);
}

/**
 * Application, selection and the operands themselves.
 *
 *     application ::= select+
 *     select      ::= operand selector*
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { parseAttrpath } from "./attrpath.ts";
import { parseBindings } from "./binding.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { parseParenthesized } from "./expression.ts";
import { failAt, failExpected } from "./fail.ts";
import { parseList } from "./list.ts";
import { parseHomePath, parseNumber, parsePath, parseSearchPath, searchPathEnd } from "./literal.ts";
import { closeNode, openNode, type ParserState, popOpen, pushOpen, setField, writeLeaf } from "./parser-state.ts";
import { parseSelectors } from "./selector.ts";
import { parseIndentedString, parseString } from "./string.ts";
import { expectByte, isPlainDot, takeByte, wordAt } from "./token.ts";
import { peekToken, skipTrivia } from "./trivia.ts";
import { isPathAhead, scanWord, WordKind } from "./words.ts";

/** Reads one operand after another as function and arguments. `byte` is the first byte, at the position. */
export function parseApplication(p: ParserState, byte: number): void {
  const mark = openNode(p);
  const start = p.position;
  parseSelect(p, byte);
  for (;;) {
    const next = skipTrivia(p);
    if (!startsOperand(p, next)) return;
    setField(p, Field.Function);
    parseSelect(p, next);
    setField(p, Field.Argument);
    closeNode(p, Kind.ApplyExpression, mark, start);
  }
}

/** Tells whether the token at the position can start an operand. */
export function startsOperand(p: ParserState, byte: number): boolean {
  const classes = charClasses[byte] ?? 0;
  if (classes & CharClass.IdentifierStart) return wordStartsOperand(p);
  if (classes & CharClass.Digit) return true;
  const next = p.source[p.position + 1] ?? 0;
  switch (byte) {
    case Char.Quote:
    case Char.LeftParen:
    case Char.LeftBracket:
    case Char.LeftBrace:
      return true;
    case Char.Apostrophe:
      return next === Char.Apostrophe;
    case Char.Less:
      return searchPathEnd(p.source, p.position) > 0;
    case Char.Tilde:
      return next === Char.Slash;
    case Char.Slash:
    case Char.Plus:
    case Char.Minus:
      return isPathAhead(p);
    case Char.Dot:
      return ((charClasses[next] ?? 0) & CharClass.Digit) !== 0 || isPathAhead(p);
    default:
      return false;
  }
}

function wordStartsOperand(p: ParserState): boolean {
  switch (scanWord(p)) {
    case WordKind.Identifier:
    case WordKind.Path:
    case WordKind.Uri:
    case WordKind.Rec:
    case WordKind.Null:
    case WordKind.True:
    case WordKind.False:
      return true;
    case WordKind.Let:
      return !p.isNix2 && p.source[peekToken(p, p.wordEnd)] === Char.LeftBrace;
    default:
      return false;
  }
}

/** Reads an operand and its selectors. */
export function parseSelect(p: ParserState, byte: number): void {
  if (!p.isNix2) return parseLegacySelect(p, byte);
  const mark = openNode(p);
  const start = p.position;
  parseOperand(p, byte);
  parseSelectors(p, mark, start);
}

/** Reads `operand`, `operand.path`, `operand.path or select` or `operand or`; the defaults nest to the right. */
function parseLegacySelect(p: ParserState, first: number): void {
  const base = p.stackTop;
  let byte = first;
  for (;;) {
    const mark = openNode(p);
    const start = p.position;
    parseOperand(p, byte);
    const next = skipTrivia(p);
    if (next === Char.Dot && isPlainDot(p)) {
      parseSelection(p);
      if (wordAt(p, skipTrivia(p)) === WordKind.Or) {
        writeLeaf(p, Kind.OrKeyword, p.wordEnd);
        pushOpen(p, 0, mark, start);
        byte = skipTrivia(p);
        continue;
      }
      closeNode(p, Kind.SelectExpression, mark, start);
    } else if (wordAt(p, next) === WordKind.Or) parseOrArgument(p, mark, start);
    break;
  }
  while (p.stackTop > base) closeDefault(p);
}

/** Reads `.path`. */
function parseSelection(p: ParserState): void {
  setField(p, Field.Expression);
  takeByte(p, Kind.Dot);
  parseAttrpath(p);
  setField(p, Field.Attrpath);
}

/** Closes the selection whose default was just finished. */
function closeDefault(p: ParserState): void {
  popOpen(p);
  setField(p, Field.Default);
  closeNode(p, Kind.SelectExpression, p.stack[p.stackTop + 1] ?? 0, p.stack[p.stackTop + 2] ?? 0);
}

/** Reads the `or` of `f or`, which applies `f` to a variable of that name (specification B.1). */
function parseOrArgument(p: ParserState, mark: number, start: number): void {
  setField(p, Field.Function);
  const variable = openNode(p);
  const variableStart = p.position;
  writeLeaf(p, Kind.Identifier, p.wordEnd);
  setField(p, Field.Name);
  closeNode(p, Kind.VariableExpression, variable, variableStart);
  setField(p, Field.Argument);
  closeNode(p, Kind.ApplyExpression, mark, start);
}

function parseOperand(p: ParserState, byte: number): void {
  const classes = charClasses[byte] ?? 0;
  if (classes & CharClass.IdentifierStart) return parseWordOperand(p);
  switch (byte) {
    case Char.LeftBrace:
      return parseSet(p, Kind.AttrsetExpression, openNode(p), p.position);
    case Char.Quote:
      return parseString(p);
    case Char.LeftParen:
      return parseParenthesized(p);
    case Char.LeftBracket:
      return parseList(p);
    case Char.Apostrophe:
      if (p.source[p.position + 1] === Char.Apostrophe) return parseIndentedString(p);
      break;
    case Char.Less:
      return parseSearchPath(p);
    case Char.Tilde:
      return parseHomePath(p);
    default:
      if (classes & CharClass.Path || byte === Char.Slash) {
        if (isPathAhead(p)) return parsePath(p, Kind.PathExpression);
        const next = charClasses[p.source[p.position + 1] ?? 0] ?? 0;
        if (classes & CharClass.Digit || (byte === Char.Dot && next & CharClass.Digit)) return parseNumber(p);
      }
  }
  throw failExpected(p, "an expression");
}

function parseWordOperand(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  switch (scanWord(p)) {
    case WordKind.Identifier:
      writeLeaf(p, Kind.Identifier, p.wordEnd);
      setField(p, Field.Name);
      return closeNode(p, Kind.VariableExpression, mark, start);
    case WordKind.Path:
      return parsePath(p, Kind.PathExpression);
    case WordKind.Uri:
      return writeLeaf(p, Kind.UriExpression, p.wordEnd);
    case WordKind.Null:
      return writeLeaf(p, Kind.NullExpression, p.wordEnd);
    case WordKind.True:
      return writeLeaf(p, Kind.TrueExpression, p.wordEnd);
    case WordKind.False:
      return writeLeaf(p, Kind.FalseExpression, p.wordEnd);
    case WordKind.Rec:
      writeLeaf(p, Kind.RecKeyword, p.wordEnd);
      return parseSet(p, Kind.RecAttrsetExpression, mark, start);
    case WordKind.Let:
      if (p.isNix2 || p.source[peekToken(p, p.wordEnd)] !== Char.LeftBrace) break;
      writeLeaf(p, Kind.LetKeyword, p.wordEnd);
      return parseSet(p, Kind.LetAttrsetExpression, mark, start);
    case WordKind.Or:
      if (p.isNix2) throw failOr(p);
      break;
    default:
  }
  throw failExpected(p, "an expression");
}

/** Returns the message for the word `or`, which Nix 2 reserves without a use. */
export function failOr(p: ParserState): Error {
  const note = "write `e ? path : default` for a default, or quote the name";
  return failAt(p.position, p.wordEnd, "syntax/reserved-word", "found the reserved word `or`", note);
}

/** Reads the braces of a set and what is in them. */
function parseSet(p: ParserState, kind: Kind, mark: number, start: number): void {
  expectByte(p, Char.LeftBrace, Kind.LeftBrace);
  parseBindings(p);
  if (skipTrivia(p) !== Char.RightBrace) throw failExpected(p, "a binding or `}`");
  takeByte(p, Kind.RightBrace);
  closeNode(p, kind, mark, start);
}

/**
 * Whole expressions: the forms that begin with a keyword or a parameter and end with another expression.
 *
 *     expr ::= lambda | assert e ; expr | with e ; expr | let … in expr | if e then e else expr | operation
 *
 * All of them are right-recursive: `a: b: with c; d`. So the parser goes on in a loop and remembers what to close; only
 * what stands inside brackets or between keywords costs stack.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { fieldMask, fieldShift, kindMask } from "../cst/layout.ts";
import { parseBindings } from "./binding.ts";
import { Char } from "./characters.ts";
import { failAt } from "./fail.ts";
import { isFormalsAhead, isLambdaAhead, isListPatternAhead, parseLambdaHead } from "./function.ts";
import { isInheritPathAhead, parseInheritPaths } from "./inherit-path.ts";
import { parseOperation } from "./operation.ts";
import {
  closeNode,
  openNode,
  type ParserState,
  peekOpen,
  popOpen,
  pushOpen,
  setField,
  writeLeaf,
} from "./parser-state.ts";
import { expectByte, expectKeyword, takeByte, wordAt } from "./token.ts";
import { peekToken, skipTrivia } from "./trivia.ts";
import { WordKind } from "./words.ts";

/**
 * How deep brackets may nest. Real code stays below 300. A level takes some 700 bytes of a stack of 1 MB, and whoever
 * walks the tree recursively, with larger frames, must get as far.
 */
export const maxDepth = 500;

/** Counts a bracket; call `p.depth--` when it closes. */
export function enterBracket(p: ParserState): void {
  if (++p.depth <= maxDepth) return;
  const message = `found brackets nested more than ${maxDepth} deep`;
  throw failAt(p.position, p.position + 1, "syntax/nesting-too-deep", message);
}

/** Reads an expression. */
export function parseExpression(p: ParserState): void {
  enterBracket(p);
  const base = p.stackTop;
  while (parseHead(p, skipTrivia(p)));
  parseOperation(p);
  while (p.stackTop > base) closeTail(p);
  p.depth--;
}

/** Closes the form that waited for the expression just finished. */
function closeTail(p: ParserState): void {
  const what = peekOpen(p);
  popOpen(p);
  setField(p, ((what >>> fieldShift) & fieldMask) as Field); // as `openTail` packed it
  closeNode(p, (what & kindMask) as Kind, p.stack[p.stackTop + 1] ?? 0, p.stack[p.stackTop + 2] ?? 0);
}

/** Remembers a form that ends with the expression to come, its child `field`. */
function openTail(p: ParserState, kind: Kind, field: Field, mark: number, start: number): void {
  pushOpen(p, kind | (field << fieldShift), mark, start);
}

/** Reads the beginning of a form up to its last expression. Returns false where an operation stands. */
function parseHead(p: ParserState, byte: number): boolean {
  switch (wordAt(p, byte)) {
    case WordKind.If:
      return parseIfHead(p);
    case WordKind.Let:
      return parseLetHead(p);
    case WordKind.With:
      return parseGuardHead(p, Kind.WithExpression, Kind.WithKeyword, Field.Environment);
    case WordKind.Assert:
      return parseGuardHead(p, Kind.AssertExpression, Kind.AssertKeyword, Field.Condition);
    case WordKind.Inherit:
      return p.isFuture && isInheritPathAhead(p) ? parseInheritHead(p) : false;
    case WordKind.Identifier:
      return isLambdaAhead(p) ? parseFunctionHead(p) : false;
    case -1:
      if (byte === Char.LeftBrace) return isFormalsAhead(p) ? parseFunctionHead(p) : false;
      return byte === Char.LeftBracket && p.isNix2 && isListPatternAhead(p) ? parseFunctionHead(p) : false;
    default:
      return false;
  }
}

function parseFunctionHead(p: ParserState): true {
  const mark = openNode(p);
  const start = p.position;
  parseLambdaHead(p);
  openTail(p, Kind.FunctionExpression, Field.Body, mark, start);
  return true;
}

function parseIfHead(p: ParserState): true {
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.IfKeyword, p.wordEnd);
  parseExpression(p);
  setField(p, Field.Condition);
  expectKeyword(p, WordKind.Then, Kind.ThenKeyword, "then");
  parseExpression(p);
  setField(p, Field.Consequence);
  expectKeyword(p, WordKind.Else, Kind.ElseKeyword, "else");
  openTail(p, Kind.IfExpression, Field.Alternative, mark, start);
  return true;
}

/** `let` before a `{` is an operand of its own in legacy (`let { … }`), and no Nix 2. */
function parseLetHead(p: ParserState): boolean {
  if (p.source[peekToken(p, p.wordEnd)] === Char.LeftBrace) {
    if (!p.isNix2) return false;
    const note = "write `let … in body`";
    throw failAt(p.position, p.wordEnd, "syntax/ancient-let", "found `let {`, which Nix 2 does not have", note);
  }
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.LetKeyword, p.wordEnd);
  parseBindings(p);
  expectKeyword(p, WordKind.In, Kind.InKeyword, "in");
  openTail(p, Kind.LetExpression, Field.Body, mark, start);
  return true;
}

function parseGuardHead(p: ParserState, kind: Kind, keyword: Kind, field: Field): true {
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, keyword, p.wordEnd);
  parseExpression(p);
  setField(p, field);
  expectByte(p, Char.Semicolon, Kind.Semicolon);
  openTail(p, kind, Field.Body, mark, start);
  return true;
}

function parseInheritHead(p: ParserState): true {
  const mark = openNode(p);
  const start = p.position;
  parseInheritPaths(p);
  setField(p, Field.Clause);
  openTail(p, Kind.InheritExpression, Field.Body, mark, start);
  return true;
}

/** Reads `${ … }`; the position is at the dollar. */
export function parseInterpolation(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.DollarBrace, start + 2);
  parseExpression(p);
  setField(p, Field.Expression);
  expectByte(p, Char.RightBrace, Kind.RightBrace);
  closeNode(p, Kind.Interpolation, mark, start);
}

/** Reads `( … )`; the position is at the parenthesis. */
export function parseParenthesized(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.LeftParen);
  parseExpression(p);
  setField(p, Field.Expression);
  expectByte(p, Char.RightParen, Kind.RightParen);
  closeNode(p, Kind.ParenthesizedExpression, mark, start);
}

/**
 * Operators by precedence (specification B.2 and C.12), with a stack of the operators that still wait for their right
 * side instead of recursion, so that a chain of any length costs no stack.
 *
 * An operator that arrives first closes what binds tighter (or as tight, if it associates to the left); what was closed
 * last is its left operand. A prefix operator waits like a binary one and closes nothing, which gives `a + !b + c` the
 * reading `a + (!(b + c))` that Nix's own grammar gives it.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { fieldShift, recordWords } from "../cst/layout.ts";
import { parseApplication } from "./application.ts";
import { parseAttrpath } from "./attrpath.ts";
import { Char } from "./characters.ts";
import { failAt } from "./fail.ts";
import { searchPathEnd } from "./literal.ts";
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
import { takeByte } from "./token.ts";
import { skipTrivia } from "./trivia.ts";
import { isPathAhead } from "./words.ts";

/** How tight operators bind; a higher number binds tighter. */
const Level = {
  PipeLeft: 1,
  PipeRight: 2,
  Implies: 3,
  Or: 4,
  And: 5,
  Equality: 6,
  Order: 7,
  Update: 8,
  Not: 9,
  Sum: 10,
  Product: 11,
  Concat: 12,
  Has: 13,
  Negate: 14,
} as const;

const levelMask = 0xff;
/** Marks the prefix operators on the stack. */
const prefixBit = 0x100;

const Associativity = { Left: 0, Right: 1, None: 2 } as const;

/** An operator packed into a number: kind, level, associativity, length. */
function pack(kind: Kind, level: number, associativity: number, length: number): number {
  return kind | (level << 8) | (associativity << 16) | (length << 20);
}

const operators = {
  plus: pack(Kind.Plus, Level.Sum, Associativity.Left, 1),
  concat: pack(Kind.PlusPlus, Level.Concat, Associativity.Right, 2),
  minus: pack(Kind.Minus, Level.Sum, Associativity.Left, 1),
  implies: pack(Kind.Arrow, Level.Implies, Associativity.Right, 2),
  times: pack(Kind.Star, Level.Product, Associativity.Left, 1),
  divide: pack(Kind.Slash, Level.Product, Associativity.Left, 1),
  update: pack(Kind.SlashSlash, Level.Update, Associativity.Right, 2),
  equal: pack(Kind.EqualEqual, Level.Equality, Associativity.None, 2),
  unequal: pack(Kind.BangEqual, Level.Equality, Associativity.None, 2),
  less: pack(Kind.Less, Level.Order, Associativity.None, 1),
  lessEqual: pack(Kind.LessEqual, Level.Order, Associativity.None, 2),
  greater: pack(Kind.Greater, Level.Order, Associativity.None, 1),
  greaterEqual: pack(Kind.GreaterEqual, Level.Order, Associativity.None, 2),
  and: pack(Kind.AndAnd, Level.And, Associativity.Left, 2),
  or: pack(Kind.OrOr, Level.Or, Associativity.Left, 2),
  pipeRight: pack(Kind.PipeRight, Level.PipeRight, Associativity.Left, 2),
  pipeLeft: pack(Kind.PipeLeft, Level.PipeLeft, Associativity.Right, 2),
} as const;

/** Returns the binary operator at the position, or 0. */
function binaryOperatorAt(p: ParserState, byte: number): number {
  const next = p.source[p.position + 1] ?? 0;
  switch (byte) {
    case Char.Plus:
      if (isPathAhead(p)) return 0;
      return next === Char.Plus ? operators.concat : operators.plus;
    case Char.Minus:
      if (isPathAhead(p)) return 0;
      return next === Char.Greater ? operators.implies : operators.minus;
    case Char.Slash:
      if (isPathAhead(p)) return 0;
      return next === Char.Slash ? operators.update : operators.divide;
    case Char.Star:
      return operators.times;
    case Char.Equal:
      return next === Char.Equal ? operators.equal : 0;
    case Char.Bang:
      return next === Char.Equal ? operators.unequal : 0;
    case Char.Less:
      if (next === Char.Equal) return operators.lessEqual;
      if (next === Char.Bar) return p.isNix2 && !p.isFuture ? 0 : operators.pipeLeft;
      return searchPathEnd(p.source, p.position) < 0 ? operators.less : 0;
    case Char.Greater:
      return next === Char.Equal ? operators.greaterEqual : operators.greater;
    case Char.Ampersand:
      return next === Char.Ampersand ? operators.and : 0;
    case Char.Bar:
      if (next === Char.Bar) return operators.or;
      return next === Char.Greater ? operators.pipeRight : 0;
    default:
      return 0;
  }
}

/** Closes the waiting operator on top; what it covers is now the last operand. */
function closeOperator(p: ParserState): void {
  const isPrefix = (peekOpen(p) & prefixBit) !== 0;
  popOpen(p);
  setField(p, isPrefix ? Field.Argument : Field.Right);
  const kind = isPrefix ? Kind.UnaryExpression : Kind.BinaryExpression;
  closeNode(p, kind, p.stack[p.stackTop + 1] ?? 0, p.stack[p.stackTop + 2] ?? 0);
}

/** Reads prefix operators. Returns the first byte of the operand. */
function parsePrefixes(p: ParserState, first: number): number {
  let byte = first;
  for (;;) {
    const next = p.source[p.position + 1];
    const isMinus = byte === Char.Minus && next !== Char.Greater && !isPathAhead(p);
    if (!isMinus && (byte !== Char.Bang || next === Char.Equal)) return byte;
    const mark = openNode(p);
    const start = p.position;
    takeByte(p, isMinus ? Kind.Minus : Kind.Bang);
    setField(p, Field.Operator);
    pushOpen(p, (isMinus ? Level.Negate : Level.Not) | prefixBit, mark, start);
    byte = skipTrivia(p);
  }
}

/** Reads operands and the operators between them. */
export function parseOperation(p: ParserState): void {
  const base = p.stackTop;
  for (;;) {
    const operand = parsePrefixes(p, skipTrivia(p));
    let mark = openNode(p);
    let start = p.position;
    parseApplication(p, operand);
    /** Only an application that no operator has touched may take a default (C.11). */
    let isBare = p.stackTop === base;
    let operator = 0;
    for (;;) {
      const byte = skipTrivia(p);
      if (byte !== Char.Question) {
        operator = binaryOperatorAt(p, byte);
        break;
      }
      while (p.stackTop > base && (peekOpen(p) & levelMask) > Level.Has) {
        closeOperator(p);
        mark = p.stack[p.stackTop + 1] ?? 0;
        start = p.stack[p.stackTop + 2] ?? 0;
      }
      if (parseQuestion(p, mark, start, isBare)) return;
      isBare = false;
    }
    const level = (operator >>> 8) & levelMask;
    const associativity = (operator >>> 16) & 0xf;
    while (p.stackTop > base) {
      const waiting = peekOpen(p) & levelMask;
      if (waiting < level || (waiting === level && associativity === Associativity.Right)) break;
      if (waiting === level && associativity === Associativity.None) throw failChain(p, operator);
      closeOperator(p);
      mark = p.stack[p.stackTop + 1] ?? 0;
      start = p.stack[p.stackTop + 2] ?? 0;
    }
    if (operator === 0) return;
    setField(p, Field.Left);
    writeLeaf(p, (operator & 0xff) as Kind, p.position + (operator >>> 20)); // as `pack` put it there
    setField(p, Field.Operator);
    pushOpen(p, level, mark, start);
  }
}

function failChain(p: ParserState, operator: number): Error {
  const end = p.position + (operator >>> 20);
  const text = new TextDecoder().decode(p.source.subarray(p.position, end));
  const message = `found a second comparison \`${text}\`, expected parentheses around the first`;
  return failAt(p.position, end, "syntax/nonassoc-chain", message);
}

/**
 * Reads what follows an operand and a `?`: an attribute path and, in Nix 2, perhaps a default. Returns true where that
 * was a default: it ends the whole expression.
 */
function parseQuestion(p: ParserState, mark: number, start: number, isBare: boolean): boolean {
  setField(p, Field.Expression);
  if (p.isFuture && p.source[p.position + 1] === Char.Colon) {
    if (!isBare) throw failDefault(p, "?:");
    writeLeaf(p, Kind.QuestionColon, p.position + 2);
    return parseDefault(p, Kind.NullCoalesceExpression, mark, start);
  }
  takeByte(p, Kind.Question);
  const question = p.wordCount - recordWords;
  parseAttrpath(p);
  setField(p, Field.Attrpath);
  if (p.isNix2 && skipTrivia(p) === Char.Colon) {
    if (!isBare) throw failDefault(p, "? … :");
    takeByte(p, Kind.Colon);
    return parseDefault(p, Kind.SelectDefaultExpression, mark, start);
  }
  // Only now the `?` is known to be an operator and not the beginning of a default.
  p.records[question] = Kind.Question | (Field.Operator << fieldShift);
  closeNode(p, Kind.HasAttrExpression, mark, start);
  return false;
}

function failDefault(p: ParserState, form: string): Error {
  const message = `found an operand before \`${form}\`, expected parentheses around the selection and its default`;
  return failAt(p.position, p.position + 1, "syntax/default-needs-parentheses", message);
}

function parseDefault(p: ParserState, kind: Kind, mark: number, start: number): true {
  parseApplication(p, skipTrivia(p));
  setField(p, Field.Default);
  closeNode(p, kind, mark, start);
  const byte = skipTrivia(p);
  if (byte === Char.Question || byte === Char.Colon || binaryOperatorAt(p, byte) !== 0) {
    const note = "a selection with a default is never an operand";
    const message = "found an operator after a default, expected parentheses around the selection and its default";
    throw failAt(p.position, p.position + 1, "syntax/default-needs-parentheses", message, note);
  }
  return true;
}

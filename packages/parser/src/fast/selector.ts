/**
 * The selectors of Nix 2: `.name`, `.0`, `.[a, b]`, `.{a, b}` and, in the future edition, `.?name` (specification C.2,
 * C.11, C.13). They chain to the left.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { parseAttr, parseAttrpath } from "./attrpath.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { failAt, failExpected } from "./fail.ts";
import { closeNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { isPlainDot, takeByte, wordAt } from "./token.ts";
import { skipTrivia } from "./trivia.ts";
import { WordKind } from "./words.ts";

/** Reads every selector after the operand that starts at `start`. */
export function parseSelectors(p: ParserState, mark: number, start: number): void {
  for (;;) {
    const byte = skipTrivia(p);
    if (byte !== Char.Dot) {
      if (wordAt(p, byte) === WordKind.Or) throw failOrDefault(p);
      return;
    }
    const kind = parseSelector(p);
    if (kind === Kind.Error) return;
    closeNode(p, kind, mark, start);
  }
}

function failOrDefault(p: ParserState): Error {
  const note = "write `e ? path : default`";
  const message = "found `or`, which Nix 2 reserves, expected an operator or the end of the expression";
  return failAt(p.position, p.wordEnd, "syntax/reserved-word", message, note);
}

/** Reads one selector and returns the kind of its node, or `Error` where the dot belongs to something else. */
function parseSelector(p: ParserState): Kind {
  const next = p.source[p.position + 1] ?? 0;
  if (next === Char.LeftBracket) {
    parseSlice(p, Kind.DotBracket, Char.RightBracket, Kind.RightBracket);
    return Kind.ListSliceExpression;
  }
  if (next === Char.LeftBrace) {
    parseSlice(p, Kind.DotBrace, Char.RightBrace, Kind.RightBrace);
    return Kind.SetSliceExpression;
  }
  if ((charClasses[next] ?? 0) & CharClass.Digit) return parseIndex(p);
  if (next === Char.Question && p.isFuture) {
    setField(p, Field.Expression);
    writeLeaf(p, Kind.DotQuestion, p.position + 2);
    parseAttr(p, skipTrivia(p));
    setField(p, Field.Attr);
    return Kind.NullSelectExpression;
  }
  if (!isPlainDot(p)) return Kind.Error;
  setField(p, Field.Expression);
  takeByte(p, Kind.Dot);
  parseAttrpath(p);
  setField(p, Field.Attrpath);
  return Kind.SelectExpression;
}

/** `.0` touching what it selects from is an index; after white space it is a number, which a check refuses. */
function parseIndex(p: ParserState): Kind {
  const before = p.source[p.position - 1] ?? 0;
  if ((charClasses[before] ?? 0) & CharClass.Space) return Kind.Error;
  setField(p, Field.Expression);
  let end = p.position + 1;
  while ((charClasses[p.source[end] ?? 0] ?? 0) & CharClass.Digit) end++;
  writeLeaf(p, Kind.ListIndex, end);
  setField(p, Field.Index);
  return Kind.IndexExpression;
}

/** Reads the keys of a slice and its brackets. */
function parseSlice(p: ParserState, open: Kind, closer: number, close: Kind): void {
  setField(p, Field.Expression);
  writeLeaf(p, open, p.position + 2);
  parseKeys(p, closer);
  takeByte(p, close);
}

/** Reads names separated by commas up to, not including, `closer`. */
export function parseKeys(p: ParserState, closer: number): void {
  const bracket = String.fromCharCode(closer);
  for (;;) {
    const byte = skipTrivia(p);
    if (byte === closer) return;
    parseAttr(p, byte);
    setField(p, Field.Key);
    const after = skipTrivia(p);
    if (after === Char.Comma) takeByte(p, Kind.Comma);
    else if (after !== closer) throw failKey(p, bracket);
  }
}

function failKey(p: ParserState, bracket: string): Error {
  if (p.position >= p.length) return failExpected(p, `\`,\` or \`${bracket}\``);
  const message = `found a key without a comma before it, expected \`,\` or \`${bracket}\``;
  return failAt(p.position, p.position + 1, "syntax/slice-needs-commas", message);
}

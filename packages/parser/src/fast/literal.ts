/**
 * Numbers, paths and search paths (specification A.2, A.4). The forms Nix 2 forbids are tokens all the same; the check
 * of the finished tree refuses them with a better message.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { parseInterpolation } from "./expression.ts";
import { failAt, failExpected } from "./fail.ts";
import { closeNode, openNode, type ParserState, writeLeaf } from "./parser-state.ts";

function digitsEnd(source: Uint8Array, from: number): number {
  let end = from;
  while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Digit) end++;
  return end;
}

/** Reads `INT` or `FLOAT`; the position is at a digit, or at a dot before one. */
export function parseNumber(p: ParserState): void {
  const source = p.source;
  const start = p.position;
  const integerEnd = digitsEnd(source, start);
  const end = floatEnd(source, start, integerEnd);
  if (end < 0) writeLeaf(p, Kind.IntegerExpression, integerEnd);
  else writeLeaf(p, Kind.FloatExpression, end);
}

/** Returns the end of the float whose digits before the dot end at `integerEnd`, or -1 where there is no float. */
function floatEnd(source: Uint8Array, start: number, integerEnd: number): number {
  if (source[integerEnd] !== Char.Dot) return -1;
  const fractionEnd = digitsEnd(source, integerEnd + 1);
  const startsWithZero = source[start] === Char.Zero;
  if (startsWithZero && integerEnd > start + 1) return -1;
  if ((startsWithZero || integerEnd === start) && fractionEnd === integerEnd + 1) return -1;
  if (((source[fractionEnd] ?? 0) | 0x20) !== Char.LowerE) return fractionEnd;
  const sign = source[fractionEnd + 1];
  const exponent = fractionEnd + (sign === Char.Plus || sign === Char.Minus ? 2 : 1);
  const exponentEnd = digitsEnd(source, exponent);
  return exponentEnd > exponent ? exponentEnd : fractionEnd;
}

/** Reads a path, from its first byte, which for a home path is the `~`. */
export function parsePath(p: ParserState, kind: Kind): void {
  const source = p.source;
  const start = p.position;
  const mark = openNode(p);
  let end = kind === Kind.HpathExpression ? start + 1 : start;
  for (;;) {
    while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Path || source[end] === Char.Slash) end++;
    if (end > p.position) writeLeaf(p, Kind.PathFragment, end);
    if (source[end] !== Char.Dollar || source[end + 1] !== Char.LeftBrace) break;
    parseInterpolation(p);
    end = p.position;
  }
  closeNode(p, kind, mark, start);
}

/** Returns the end of the search path `<a/b>` at `start`, or -1 where there is none. */
export function searchPathEnd(source: Uint8Array, start: number): number {
  let end = start + 1;
  for (;;) {
    const segment = end;
    while ((charClasses[source[end] ?? 0] ?? 0) & CharClass.Path) end++;
    if (end === segment) return -1;
    if (source[end] === Char.Greater) return end + 1;
    if (source[end] !== Char.Slash) return -1;
    end++;
  }
}

/** Reads a search path. */
export function parseSearchPath(p: ParserState): void {
  const end = searchPathEnd(p.source, p.position);
  if (end < 0) throw failExpected(p, "an expression");
  writeLeaf(p, Kind.SpathExpression, end);
}

/** Reads a home path; the position is at the `~`. */
export function parseHomePath(p: ParserState): void {
  const next = p.source[p.position + 2] ?? 0;
  const goesOn = (charClasses[next] ?? 0) & CharClass.Path || isInterpolation(p, p.position + 2);
  if (p.source[p.position + 1] !== Char.Slash || !goesOn) {
    const message = "found `~`, expected a home path such as `~/file`";
    throw failAt(p.position, p.position + 1, "syntax/invalid-token", message);
  }
  parsePath(p, Kind.HpathExpression);
}

function isInterpolation(p: ParserState, at: number): boolean {
  return p.source[at] === Char.Dollar && p.source[at + 1] === Char.LeftBrace;
}

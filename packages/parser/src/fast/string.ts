/**
 * Strings of both kinds (specification A.6, A.7, C.8): literal runs, escapes, interpolations. Which dollar starts an
 * interpolation is where the dialects differ: legacy reads `$` with the byte behind it, so `$${x}` is plain text; in
 * Nix 2 only `${` counts.
 */
import { Kind } from "../cst/kinds.generated.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { parseInterpolation } from "./expression.ts";
import { failAt } from "./fail.ts";
import { closeNode, openNode, type ParserState, writeLeaf } from "./parser-state.ts";
import { takeByte } from "./token.ts";

/** Writes what was read since the position, if anything. */
function takeFragment(p: ParserState, end: number): void {
  if (end > p.position) writeLeaf(p, Kind.StringFragment, end);
}

/** Reads `"…"`. */
export function parseString(p: ParserState): void {
  const source = p.source;
  const start = p.position;
  const mark = openNode(p);
  takeByte(p, Kind.Quote);
  let end = p.position;
  for (;;) {
    const byte = source[end] ?? 0;
    if (byte === Char.Quote) break;
    if (byte === Char.Backslash) {
      takeFragment(p, end);
      if (end + 1 >= p.length) throw unterminated(start, start + 1, "string");
      end = escapeEnd(p, end + 1);
      writeLeaf(p, Kind.EscapeSequence, end);
    } else if (byte === Char.Dollar) {
      const next = source[end + 1] ?? 0;
      if (next === Char.LeftBrace) {
        takeFragment(p, end);
        parseInterpolation(p);
        end = p.position;
      } else end += p.isNix2 || next === Char.Quote || next === Char.Backslash ? 1 : 2;
    } else if (byte === Char.Nul && end >= p.length) throw unterminated(start, start + 1, "string");
    else end++;
  }
  takeFragment(p, end);
  takeByte(p, Kind.Quote);
  closeNode(p, Kind.StringExpression, mark, start);
}

/** Returns the end of the escape whose byte after the backslash stands at `at`. */
function escapeEnd(p: ParserState, at: number): number {
  const source = p.source;
  if (!p.isNix2) return at + 1;
  if (source[at] === Char.LowerX && isHex(source, at + 1) && isHex(source, at + 2)) return at + 3;
  if (source[at] === Char.LowerU && source[at + 1] === Char.LeftBrace) {
    let end = at + 2;
    while (isHex(source, end)) end++;
    if (end > at + 2 && source[end] === Char.RightBrace) return end + 1;
  }
  return at + 1;
}

function isHex(source: Uint8Array, at: number): boolean {
  return ((charClasses[source[at] ?? 0] ?? 0) & CharClass.Hex) !== 0;
}

function unterminated(start: number, end: number, what: string): Error {
  return failAt(start, end, "syntax/unterminated-string", `found the end of the file in the ${what} that starts here`);
}

/** Reads `''…''`. */
export function parseIndentedString(p: ParserState): void {
  const source = p.source;
  const start = p.position;
  const mark = openNode(p);
  writeLeaf(p, Kind.IndentQuote, start + 2);
  let end = p.position;
  for (;;) {
    const byte = source[end] ?? 0;
    if (byte === Char.Apostrophe && source[end + 1] === Char.Apostrophe) {
      const escape = indentedEscapeEnd(p, end);
      if (escape === 0) break;
      if (escape > p.length) throw unterminated(start, start + 2, "indented string");
      takeFragment(p, end);
      writeLeaf(p, Kind.EscapeSequence, escape);
      end = escape;
    } else if (byte === Char.Dollar) {
      const next = source[end + 1] ?? 0;
      if (next === Char.LeftBrace) {
        takeFragment(p, end);
        parseInterpolation(p);
        end = p.position;
      } else end += p.isNix2 || next === Char.Apostrophe ? 1 : 2;
    } else if (byte === Char.Nul && end >= p.length) throw unterminated(start, start + 2, "indented string");
    else end++;
  }
  takeFragment(p, end);
  writeLeaf(p, Kind.IndentQuote, end + 2);
  closeNode(p, Kind.IndentedStringExpression, mark, start);
}

/** Returns the end of the escape that the `''` at `at` starts, or 0 where it ends the string. */
function indentedEscapeEnd(p: ParserState, at: number): number {
  const next = p.source[at + 2] ?? 0;
  if (next === Char.Dollar || next === Char.Apostrophe) return at + 3;
  if (next === Char.Backslash) return escapeEnd(p, at + 3);
  return 0;
}

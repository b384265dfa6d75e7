/**
 * Lists: operands side by side, unpacked lists among them in Nix 2, and in the future edition whole expressions with
 * commas (specification C.3, C.18).
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { parseSelect, startsOperand } from "./application.ts";
import { Char } from "./characters.ts";
import { enterBracket, parseExpression } from "./expression.ts";
import { failExpected } from "./fail.ts";
import { closeNode, openNode, type ParserState, setField } from "./parser-state.ts";
import { takeByte } from "./token.ts";
import { skipTrivia } from "./trivia.ts";

/** Reads `[ … ]`; the position is at the bracket. */
export function parseList(p: ParserState): void {
  enterBracket(p);
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.LeftBracket);
  if (p.isFuture) parseCommaElements(p);
  else parseElements(p);
  takeByte(p, Kind.RightBracket);
  closeNode(p, Kind.ListExpression, mark, start);
  p.depth--;
}

function parseElements(p: ParserState): void {
  for (;;) {
    const byte = skipTrivia(p);
    if (byte === Char.RightBracket) return;
    if (byte === Char.Star && p.isNix2) parseUnpack(p);
    else if (startsOperand(p, byte)) parseSelect(p, byte);
    else throw failExpected(p, "a list element or `]`");
    setField(p, Field.Element);
  }
}

function parseCommaElements(p: ParserState): void {
  for (;;) {
    const byte = skipTrivia(p);
    if (byte === Char.RightBracket) return;
    if (byte === Char.Star) parseUnpack(p);
    else parseExpression(p);
    setField(p, Field.Element);
    const after = skipTrivia(p);
    if (after === Char.Comma) takeByte(p, Kind.Comma);
    else if (after !== Char.RightBracket) throw failExpected(p, "`,` or `]`");
  }
}

/** Reads `*list`. How the star is spaced is a check of its own. */
function parseUnpack(p: ParserState): void {
  const mark = openNode(p);
  const start = p.position;
  takeByte(p, Kind.Star);
  if (p.isFuture) parseExpression(p);
  else parseSelect(p, skipTrivia(p));
  setField(p, Field.Expression);
  closeNode(p, Kind.ListUnpack, mark, start);
}

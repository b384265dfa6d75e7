/**
 * Attribute names and paths of them.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { Char } from "./characters.ts";
import { parseInterpolation } from "./expression.ts";
import { failAt, failExpected } from "./fail.ts";
import { closeNode, openNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { parseString } from "./string.ts";
import { isPlainDot, takeByte, wordAt } from "./token.ts";
import { skipTrivia } from "./trivia.ts";
import { WordKind } from "./words.ts";

/** Reads a name, a string or an interpolation. The name `or` is one in legacy only. */
export function parseAttr(p: ParserState, byte: number): void {
  const word = wordAt(p, byte);
  if (word === WordKind.Identifier || (word === WordKind.Or && !p.isNix2)) {
    writeLeaf(p, Kind.Identifier, p.wordEnd);
  } else if (byte === Char.Quote) parseString(p);
  else if (byte === Char.Dollar && p.source[p.position + 1] === Char.LeftBrace) parseInterpolation(p);
  else if (isReserved(word)) throw failReserved(p);
  else throw failExpected(p, "an attribute name");
}

function isReserved(word: number): boolean {
  return word === WordKind.Null || word === WordKind.True || word === WordKind.False || word === WordKind.Or;
}

function failReserved(p: ParserState): Error {
  const text = new TextDecoder().decode(p.source.subarray(p.position, p.wordEnd));
  const message = `found the reserved word \`${text}\`, expected an attribute name`;
  return failAt(p.position, p.wordEnd, "syntax/reserved-word", message, `write \`"${text}"\``);
}

/** Reads `attr.attr…`. */
export function parseAttrpath(p: ParserState): void {
  let byte = skipTrivia(p);
  const mark = openNode(p);
  const start = p.position;
  for (;;) {
    parseAttr(p, byte);
    setField(p, Field.Attr);
    if (skipTrivia(p) !== Char.Dot || !isPlainDot(p)) break;
    takeByte(p, Kind.Dot);
    byte = skipTrivia(p);
  }
  closeNode(p, Kind.Attrpath, mark, start);
}

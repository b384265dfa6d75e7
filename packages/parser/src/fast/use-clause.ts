/**
 * The head clause `use feature… ;` (specification D.1). `use` is an ordinary word everywhere else, so the clause is
 * taken only where all of it is there.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { Char, CharClass, charClasses } from "./characters.ts";
import { closeNode, openNode, type ParserState, setField, writeLeaf } from "./parser-state.ts";
import { takeByte } from "./token.ts";
import { peekToken, skipTrivia } from "./trivia.ts";
import { identifierEnd } from "./words.ts";

/** Returns the end of the dotted name at `at`, or -1 where there is none. */
function featureEnd(source: Uint8Array, at: number): number {
  let end = at;
  for (;;) {
    if (!((charClasses[source[end] ?? 0] ?? 0) & CharClass.IdentifierStart)) return -1;
    end = identifierEnd(source, end);
    if (source[end] !== Char.Dot) return end;
    end++;
  }
}

/** Returns the offset after the word `use` if a whole clause starts at the position, else -1. */
function clauseAhead(p: ParserState): number {
  const source = p.source;
  const start = p.position;
  if (source[start] !== 0x75 || source[start + 1] !== 0x73 || source[start + 2] !== 0x65) return -1;
  let at = peekToken(p, start + 3);
  if (at === start + 3) return -1;
  for (;;) {
    const end = featureEnd(source, at);
    if (end < 0) return -1;
    at = peekToken(p, end);
    if (source[at] === Char.Semicolon) return start + 3;
    if (at === end) return -1;
  }
}

/** Reads the clause, if there is one. */
export function parseUseClause(p: ParserState): void {
  const wordEnd = clauseAhead(p);
  if (wordEnd < 0) return;
  const mark = openNode(p);
  const start = p.position;
  writeLeaf(p, Kind.UseKeyword, wordEnd);
  while (skipTrivia(p) !== Char.Semicolon) {
    writeLeaf(p, Kind.FeatureName, featureEnd(p.source, p.position));
    setField(p, Field.Feature);
  }
  takeByte(p, Kind.Semicolon);
  closeNode(p, Kind.UseClause, mark, start);
}

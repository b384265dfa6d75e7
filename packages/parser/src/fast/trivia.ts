/**
 * White space and comments (specification A.1). A comment `#…` ends before CR or LF; a block comment does not nest.
 */
import { Char, CharClass, charClasses } from "./characters.ts";
import { failAt } from "./fail.ts";
import { keepComment, type ParserState } from "./parser-state.ts";

/** Returns the first byte of the next token and moves there; keeps the comments on the way. NUL at the end. */
export function skipTrivia(p: ParserState): number {
  const source = p.source;
  let position = p.position;
  for (;;) {
    let byte = source[position] ?? 0;
    while ((charClasses[byte] ?? 0) & CharClass.Space) byte = source[++position] ?? 0;
    if (byte === Char.Hash) {
      const end = lineCommentEnd(p, position);
      keepComment(p, position, end);
      position = end;
    } else if (byte === Char.Slash && source[position + 1] === Char.Star) {
      const end = blockCommentEnd(p, position);
      if (end < 0) {
        throw failAt(position, position + 2, "syntax/unterminated-comment", "found `/*` without its `*/`");
      }
      keepComment(p, position, end);
      position = end;
    } else {
      p.position = position;
      return byte;
    }
  }
}

/** Returns the offset of the next token after `position`, keeping nothing: for looking ahead. */
export function peekToken(p: ParserState, position: number): number {
  const source = p.source;
  for (;;) {
    const byte = source[position] ?? 0;
    if ((charClasses[byte] ?? 0) & CharClass.Space) position++;
    else if (byte === Char.Hash) position = lineCommentEnd(p, position);
    else if (byte === Char.Slash && source[position + 1] === Char.Star) {
      const end = blockCommentEnd(p, position);
      if (end < 0) return position;
      position = end;
    } else return position;
  }
}

function lineCommentEnd(p: ParserState, start: number): number {
  const source = p.source;
  let end = start + 1;
  for (;;) {
    const byte = source[end] ?? 0;
    if (byte === Char.LineFeed || byte === Char.CarriageReturn || end >= p.length) return end;
    end++;
  }
}

/** Returns the end of the block comment at `start`, or -1 where it has none. */
function blockCommentEnd(p: ParserState, start: number): number {
  const source = p.source;
  for (let end = start + 2; end < p.length; end++) {
    if (source[end] === Char.Star && source[end + 1] === Char.Slash) return end + 2;
  }
  return -1;
}

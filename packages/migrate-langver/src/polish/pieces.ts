/** A text that is another one with some of its ranges written anew, put together once. */

/** Gathers what is written anew, from the start of the text to its end. */
export interface Pieces {
  /** Puts text, one character for each byte, in place of a range behind all that were written before. */
  put(start: number, end: number, text: string): void;
  /** Returns the whole text. */
  finish(): Uint8Array;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the pieces of a text of which nothing is written anew yet. */
export function createPieces(source: Uint8Array): Pieces {
  const pieces: Piece[] = [];
  let length = source.length;
  return {
    put(start, end, text) {
      pieces.push({ start, end, text });
      length += text.length - (end - start);
    },
    finish() {
      const made = new Uint8Array(length);
      let from = 0;
      let to = 0;
      for (const { start, end, text } of pieces) {
        made.set(source.subarray(from, start), to);
        to += start - from;
        for (let at = 0; at < text.length; at++) made[to++] = text.charCodeAt(at);
        from = end;
      }
      made.set(source.subarray(from), to);
      return made;
    },
  };
}

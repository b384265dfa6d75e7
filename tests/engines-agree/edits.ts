/**
 * Small damage to a source: what an editor sees while somebody types.
 */
import fc from "fast-check";

export interface Edit {
  /** Where, as a fraction of the length. */
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** What is typed: tokens, parts of tokens and bytes that are none. */
const insertions = [
  ..."{ } [ ] ( ) \" '' ${ $ ' \\ ; : , . = ? @ ! < > + - * / |> <| // ++ -> == && || /* */ # .[ .{ ?: .? *a ''$ ''\\".split(
    " ",
  ),
  ..." or | in | let |inherit |rec |with |if a then b else c|assert a; |use a; | x: |{ a }: |[a]: |inherit a.b; ".split(
    "|",
  ),
  ..."a 0 _ ~ ~/ ./a a/b <a> x:y .0 .5 1. ... null é".split(" "),
  "\n",
  "\r",
  "\r\n",
  "\t",
  "\f",
  "\0",
  "",
];

export const edits: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 3 }),
  inserted: fc.constantFrom(...insertions),
});

/** Returns the source with the edit made. */
export function damage(source: Uint8Array, { at, removed, inserted }: Edit): Uint8Array {
  const start = Math.floor(at * source.length);
  const middle = new TextEncoder().encode(inserted);
  return Uint8Array.from([...source.subarray(0, start), ...middle, ...source.subarray(start + removed)]);
}

/** The derivations that a linear machine made, for whoever asks what they are made of. */
import type { KnownDerivation } from "../store/derivation.ts";
import type { LinearMemory } from "./linear-memory.ts";

/** What derivations are made of: store paths. */
export type DerivationInputs = Pick<KnownDerivation, "inputDerivations" | "inputSources">;

/** Returns the derivations with their store paths, in the order in which they were made. */
export function* derivationsIn(memory: LinearMemory): Generator<readonly [path: string, DerivationInputs]> {
  const paths = new Map<number, string>();
  const pathOf = (element: number): string => {
    let path = paths.get(element);
    if (path === undefined) {
      path = memory.stringAt(memory.word(element + 16));
      paths.set(element, path);
    }
    return path;
  };
  const elementsIn = (list: number): number[] =>
    list === 0 ? [] : Array.from({ length: memory.word(list) }, (_, at) => memory.word(list + 4 + at * 4));
  const derivations: number[] = [];
  for (let at = memory.exports.lastDerivation() >>> 0; at !== 0; at = memory.word(at + 120)) derivations.push(at);
  for (const derivation of derivations.reverse()) {
    yield [
      pathOf(memory.word(derivation)),
      {
        inputDerivations: elementsIn(memory.word(derivation + 16)).map((input) => pathOf(memory.word(input))),
        inputSources: elementsIn(memory.word(derivation + 20)).map(pathOf),
      },
    ];
  }
}

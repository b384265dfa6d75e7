/** How threads divide a package set: every attribute is somebody's, and nobody's twice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSharedWork, takeShare } from "../src/node/shared-work.ts";

describe("work that threads share", () => {
  const name = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("pythonPackages", "vimPlugins", "perlPackages_5"));

  it("is done once, whoever is faster", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 200 }), fc.array(fc.nat({ max: 4 })), (names, turns) => {
        const shared = createSharedWork();
        const threads = Array.from({ length: 5 }, () => takeShare(names, shared));
        const places: number[] = [];
        const step = (thread = 0): boolean => {
          const { value, done } = threads[thread]?.next() ?? { done: true };
          if (typeof value === "number") places.push(value);
          return done !== true;
        };
        for (const turn of turns) step(turn);
        for (const thread of threads.keys()) while (step(thread));
        expect(places.toSorted((left, right) => left - right)).toEqual([...names.keys()]);
      }),
    );
  });
  it("is taken from both ends, sets of packages first", () => {
    const names = Array.from({ length: 100 }, (_, at) => (at % 25 === 3 ? `p${at}Packages` : `p${at}`));
    const shared = createSharedWork();
    const [left, right] = [takeShare(names, shared), takeShare(names, shared)];
    const some = (thread: Generator<number, void>): unknown[] => Array.from({ length: 4 }, () => thread.next().value);
    expect([...some(left), ...some(right)]).toEqual([3, 28, 53, 78, 84, 85, 86, 87]);
  });
});

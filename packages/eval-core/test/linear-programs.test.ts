/**
 * Random programs by the complete evaluator and by the linear machine: what the machine makes of one is what the other
 * makes of it, values, errors and what was printed, or it gives up. `LIX_FUZZ` is how many programs of each kind.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompatName, compatOf } from "../src/eval/compat.ts";
import { globalsOf } from "../src/index.ts";
import { argumentPrograms } from "./generate-arguments.ts";
import { derivationProgram } from "./generate-derivation.ts";
import { lazyProgram } from "./generate-lazy.ts";
import { programs } from "./generate-program.ts";
import { fixtureFiles, wideProgram } from "./generate-wide.ts";
import type { Comparison } from "./linear-pair.ts";
import { Pair } from "./linear-pair.ts";
import { mutate } from "./mutate-program.ts";
import { choices, printProgram } from "./print-program.ts";

const count = Number(process.env["LIX_FUZZ"] ?? 1000);
/** Memory is never given back, so a pair is used for so many programs. */
const programsPerPair = 4000;
const folder = mkdtempSync(join(tmpdir(), "lix-linear-"));

beforeAll(() => {
  for (const [name, contents] of Object.entries(fixtureFiles)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly differing: readonly Comparison[];
  /** Of the programs with values, the share that the machine gives up. */
  readonly givenUp: number;
}

function compareAll(texts: readonly string[], compat: CompatName, images: boolean): Outcome {
  const differing: Comparison[] = [];
  let values = 0;
  let givenUp = 0;
  for (let start = 0; start < texts.length; start += programsPerPair) {
    const pair = new Pair({ compat, images });
    for (const text of texts.slice(start, start + programsPerPair)) {
      const comparison = pair.compare(text, folder);
      if (!comparison.agrees) differing.push(comparison);
      if (comparison.complete.kind !== "value") continue;
      values++;
      if (comparison.linear.kind === "gives up") givenUp++;
    }
  }
  process.stdout.write(
    `${compat}${images ? " with images" : ""}: ${texts.length} programs, ${values} values, of which ${givenUp} are given up\n`,
  );
  return { differing, givenUp: values === 0 ? 0 : givenUp / values };
}

/** Returns numbers from the seed of all properties. */
function seeds(): readonly number[] {
  return fc.sample(fc.noBias(fc.nat()), { numRuns: count });
}

describe.each([
  { compat: "nix-2.8", images: false },
  { compat: "nix", images: true },
] as const)("the linear machine as $compat, images: $images", ({ compat, images }) => {
  const check = (texts: readonly string[], mostGivenUp: number): void => {
    const { differing, givenUp } = compareAll(texts, compat, images);
    expect(differing.slice(0, 5)).toEqual([]);
    expect(givenUp).toBeLessThanOrEqual(mostGivenUp);
  };

  it("agrees on programs in either dialect, and on changed ones", { timeout: 120_000 + count * 100 }, () => {
    const samples = fc.sample(fc.tuple(programs(), choices(), fc.nat()), { numRuns: count });
    const texts = samples.flatMap(([program, style, place]) => {
      const changed = mutate(program, place);
      return [program, ...(changed === null ? [] : [changed])].flatMap((one) => [
        printProgram(one, { dialect: "legacy", choices: style }),
        `use experimental.nix2; ${printProgram(one, { dialect: "nix2", choices: style })}`,
      ]);
    });
    check(texts, 0.02);
  });

  it("agrees on programs of everything there is", { timeout: 120_000 + count * 100 }, () => {
    check(
      seeds().map((seed) => wideProgram(seed, folder)),
      0.12,
    );
  });

  it("agrees on the order in which builtins and operators look at what they are given", { timeout: 120_000 }, () => {
    check(argumentPrograms(globalsOf(compatOf(compat).release, new Set())), 0.05);
  });

  it("agrees on what is evaluated and when", { timeout: 120_000 + count * 100 }, () => {
    check(seeds().map(lazyProgram), 0.05);
  });

  it("agrees on derivations", { timeout: 120_000 + count * 100 }, () => {
    check(
      seeds().map((seed) => derivationProgram(seed, folder)),
      0.2,
    );
  });
});

/**
 * The gate between the two engines: the fast parser and the grammars accept the same sources and give the same records,
 * over everything the project has written, over generated programs, over both with small damage, and over real trees.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Dialect, loadTolerantEngine } from "@lix-tools/parser";
import { agreementInputs } from "../packages/parser/test/agreement-inputs.ts";
import { type Comparison, createComparison } from "./engines-agree/disagreement.ts";
import { damage, edits } from "./engines-agree/edits.ts";
import { programs } from "./engines-agree/programs.ts";
import { externalTrees, nixFilesIn } from "./external.ts";

const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

let comparison: Comparison;
beforeAll(async () => {
  comparison = createComparison(await loadTolerantEngine());
});

function expectAgreement(source: Uint8Array, dialect: Dialect): void {
  expect(comparison.disagreement(source, dialect), new TextDecoder("latin1").decode(source)).toBeUndefined();
}

/** Every Nix file of this repository, whatever dialect it is meant for. */
const ownFiles = ["corpus", "grammar"].flatMap((folder) => {
  const path = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".nix"));
  return files.map((name) => join(path, name));
});

describe.each(dialects)("%s", (dialect) => {
  const inputs = [...agreementInputs(dialect), ...ownFiles.map((path) => new Uint8Array(readFileSync(path)))];

  it("agrees over the project's own sources", () => {
    for (const source of inputs) expectAgreement(source, dialect);
  });

  it("agrees over generated programs, most of which are valid", () => {
    const before = { ...comparison.counts };
    fc.assert(
      fc.property(programs(dialect), (text) => expectAgreement(new TextEncoder().encode(text), dialect)),
      { numRuns: 3000 },
    );
    const { accepted, refused } = comparison.counts;
    expect(accepted - before.accepted).toBeGreaterThan(refused - before.refused);
  });

  it("agrees over damaged sources", () => {
    const sources = fc.constantFrom(...inputs);
    fc.assert(
      fc.property(sources, edits, (source, edit) => expectAgreement(damage(source, edit), dialect)),
      { numRuns: 10_000 },
    );
  });

  it("agrees over damaged programs", () => {
    fc.assert(
      fc.property(programs(dialect), edits, (text, edit) =>
        expectAgreement(damage(new TextEncoder().encode(text), edit), dialect),
      ),
      { numRuns: 3000 },
    );
  });
});

const trees = externalTrees();

describe.skipIf(trees.length === 0)("real trees (LIX_TREE_NIXPKGS, LIX_TREES)", () => {
  it.each(trees)("agree over %s", (tree) => {
    const files = nixFilesIn(tree);
    const different = files.flatMap((path) => {
      const found = comparison.disagreement(readFileSync(path), "nix");
      return found === undefined ? [] : [`${path}: ${found}`];
    });
    expect(different).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(trees)("agree over damaged files of %s", (tree) => {
    // Every tenth file, once: enough to meet what people write, and still over in seconds.
    const files = nixFilesIn(tree).filter((_, index) => index % 10 === 0);
    const damages = fc.sample(edits, { numRuns: files.length, seed: 1 });
    for (const [index, path] of files.entries()) {
      for (const dialect of dialects) expectAgreement(damage(readFileSync(path), damages[index]!), dialect);
    }
  });
});

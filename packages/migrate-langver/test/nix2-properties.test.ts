/** What holds for the migration of any text to Nix 2. `RUNS=n` sets how many texts are tried, `SEED=n` which. */
import { coreEqual, lowerTree } from "@lix-tools/eval-core";
import { detectLangver, makeLangver, parse, type Tree } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { downlevelSource } from "../src/downlevel/downlevel-source.ts";
import { migrateSource, type Migration, type MigrationOptions } from "../src/index.ts";
import { proveCoreEqual } from "../src/proof/prove.ts";
import { deprecatedProgram } from "./generate-deprecated.ts";
import { legacyProgram } from "./generate-legacy.ts";

const numRuns = Number(process.env["RUNS"] ?? 400);
const seed = Number(process.env["SEED"] ?? 1);
const legacy = makeLangver("legacy");
const nix2 = makeLangver("nix2");

function migrate(source: Uint8Array, options: Pick<MigrationOptions, "isSelected"> = {}): Migration {
  return migrateSource(source, { to: nix2, verify: "core", ...options });
}

function read(source: Uint8Array): { tree: Tree; isGood: boolean } {
  const { tree, diagnostics, isComplete } = parse(source, { langver: detectLangver(source).langver });
  return { tree, isGood: isComplete && !diagnostics.some(({ severity }) => severity === "error") };
}

/** Runs a property over texts that legacy accepts; says how many of them became Nix 2. */
function forLegacyTexts(programs: fc.Arbitrary<string>, check: (source: Uint8Array, tree: Tree) => boolean): void {
  let switched = 0;
  fc.assert(
    fc.property(programs, (text) => {
      const source = new TextEncoder().encode(text);
      const { tree, diagnostics, isComplete } = parse(source, { langver: legacy });
      if (!isComplete || diagnostics.some(({ severity }) => severity === "error")) return;
      if (check(source, tree)) switched++;
    }),
    { numRuns, seed },
  );
  expect(switched).toBeGreaterThan(numRuns / 50);
}

describe.each([
  ["deprecated", deprecatedProgram, {}],
  ["ordinary", legacyProgram, {}],
  ["ordinary, with what is a matter of taste:", legacyProgram, { isSelected: () => true }],
])("%s programs", (_name, programs, options) => {
  test("what comes out is proved, and Nix 2 without a word; or it is what went in", () => {
    forLegacyTexts(programs, (source) => {
      const { status, mismatch, after, refused, verification } = migrate(source, options);
      expect([status, mismatch]).not.toContain("mismatch");
      if (after === source) {
        expect(refused.length).toBeGreaterThan(0);
        return false;
      }
      const { tree, isGood } = read(after);
      expect(isGood).toBe(true);
      expect(tree.langver.edition).toBe("nix2");
      expect(["core", "law"]).toContain(verification);
      return true;
    });
  });

  test("a second run changes nothing", () => {
    forLegacyTexts(programs, (source) => {
      const { after } = migrate(source, options);
      const isSwitched = after !== source;
      expect(migrate(after, options).after).toBe(after);
      return isSwitched;
    });
  });

  test("what goes back says what it said", () => {
    forLegacyTexts(programs, (source, tree) => {
      const { after, applied } = migrate(source, options);
      if (after === source) return false;
      const down = downlevelSource(after);
      const back = down.after;
      expect([down.status, down.mismatch]).not.toContain("mismatch");
      if (down.status === "impossible") return false;
      const result = parse(back, { langver: legacy });
      const laws = [...new Set(applied.flatMap(({ codemod }) => codemod.laws))];
      if (laws.length === 0 && coreEqual(lowerTree(tree).term, lowerTree(result.tree).term)) return true;
      expect(proveCoreEqual({ before: tree, after: result.tree, laws })).not.toHaveProperty("mismatch");
      return true;
    });
  });
});

test("ordinary programs have what is a matter of taste", () => {
  const made = new Set<string>();
  for (const text of fc.sample(legacyProgram, { numRuns: 400, seed })) {
    const { applied } = migrate(new TextEncoder().encode(text), { isSelected: () => true });
    for (const { codemod } of applied) made.add(codemod.id);
  }
  expect([...made]).toEqual(expect.arrayContaining(["M28", "M42"]));
});

test("nothing switches while a rewrite that it needs is left out", () => {
  const source = new TextEncoder().encode('x: "$${x}" + x.y or "z"');
  for (const skipped of ["M11", "M19"]) {
    const isSelected: MigrationOptions["isSelected"] = ({ id }) => id !== skipped;
    const { after, refused } = migrateSource(source, { to: nix2, verify: "parse", isSelected });
    expect(after).toBe(source);
    expect(refused.map(({ codemod }) => codemod.id)).toEqual([skipped]);
  }
});

test("a file that stays legacy may keep what was frozen", () => {
  const source = new TextEncoder().encode('rec { a = "$${1}"; b = rec { __overrides = { }; }; }');
  const after = (unswitched: MigrationOptions["unswitched"]): string =>
    new TextDecoder().decode(
      migrateSource(source, { to: nix2, verify: "core", unswitched: unswitched ?? "unchanged" }).after,
    );
  expect(after("unchanged")).toBe('rec { a = "$${1}"; b = rec { __overrides = { }; }; }');
  expect(after("frozen")).toBe('rec { a = "$\\${1}"; b = rec { __overrides = { }; }; }');
});

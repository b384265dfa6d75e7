/**
 * What holds where names are written with the set of their `with`. `RUNS=n` sets how many texts are tried, `SEED=n` which.
 */
import { createEvaluator, evaluateText, memoryFiles, portableHasher } from "@lix-tools/eval-core";
import { detectLangver, makeLangver, parse } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CodemodId, migrateSource, type Migration, type MigrationOptions } from "../src/index.ts";
import { Digester } from "../src/verify/digest.ts";
import { failureOf } from "../src/verify/outcome.ts";
import { programUnderWith, programWithWith } from "./generate-with.ts";
import { migrateWatchedBy, textOf } from "./watched.ts";

const numRuns = Number(process.env["RUNS"] ?? 400);
const seed = Number(process.env["SEED"] ?? 1);
const legacy = makeLangver("legacy");
const nix2 = makeLangver("nix2");
const isSelected: NonNullable<MigrationOptions["isSelected"]> = ({ id, isOptional }) =>
  id === "M25" || isOptional !== true;

function migrate(source: Uint8Array): Migration {
  return migrateSource(source, { to: nix2, verify: "core", isSelected });
}

function madeBy(id: CodemodId, { applied }: Migration): number {
  return applied.filter(({ codemod }) => codemod.id === id).length;
}

/** Runs a property over texts that legacy accepts and what becomes of them; both rewrites of `with` have to be made in many of them. */
function forPrograms(
  check: (source: Uint8Array, migration: Migration) => void,
  change: (source: Uint8Array) => Migration = (source) => migrate(source),
  programs: fc.Arbitrary<string> = programWithWith,
): void {
  const made = { qualified: 0, sliced: 0, both: 0 };
  fc.assert(
    fc.property(programs, (text) => {
      const source = new TextEncoder().encode(text);
      const { diagnostics, isComplete } = parse(source, { langver: legacy });
      if (!isComplete || diagnostics.some(({ severity }) => severity === "error")) return;
      const migration = change(source);
      const [isQualified, isSliced] = [madeBy("M25", migration) > 0, madeBy("M24", migration) > 0];
      if (isQualified) made.qualified++;
      if (isSliced) made.sliced++;
      if (isQualified && isSliced) made.both++;
      check(source, migration);
    }),
    { numRuns, seed },
  );
  expect(made.qualified).toBeGreaterThan(numRuns / 10);
  expect(made.sliced).toBeGreaterThan(numRuns / 200);
  expect(made.both).toBeGreaterThan(0);
}

test("what comes out is proved, and Nix 2 without a word", () => {
  forPrograms((source, { status, mismatch, after, verification }) => {
    expect([status, mismatch]).not.toContain("mismatch");
    if (after === source) return;
    const { diagnostics, isComplete } = parse(after, { langver: detectLangver(after).langver });
    expect([isComplete, diagnostics.filter(({ severity }) => severity === "error")]).toEqual([true, []]);
    expect(["core", "law"]).toContain(verification);
  });
});

test("a second run changes nothing", () => {
  forPrograms((_source, { after }) => expect(migrate(after).after).toBe(after));
});

test("what comes out has the same value, or fails in the same way", () => {
  let withValue = 0;
  forPrograms((source, { after }) => {
    if (after === source) return;
    const value = digest(source);
    if (!value.startsWith("error")) withValue++;
    expect([textIn(source), textIn(after), digest(after)]).toEqual([textIn(source), textIn(after), value]);
  });
  expect(withValue).toBeGreaterThan(numRuns / 10);
});

test("what was seen of one evaluation holds for it", () => {
  let observed = 0;
  forPrograms(
    (source, { after, mismatch, verification }) => {
      expect([textIn(source), mismatch]).toEqual([textIn(source), null]);
      if (verification !== "observed") return;
      observed++;
      const called = textIn(after).replace("_: ", "");
      const value = digest(new TextEncoder().encode(called));
      expect([textIn(source), called, value]).toEqual([textIn(source), called, digest(source)]);
    },
    (source) => {
      try {
        return migrateWatchedBy(isSelected, `_: ${textIn(source)}`, "null");
      } catch (error) {
        if (failureOf(error) === "") throw error;
        return migrate(source);
      }
    },
    programUnderWith,
  );
  expect(observed).toBeGreaterThan(numRuns / 20);
});

function textIn(source: Uint8Array): string {
  return new TextDecoder().decode(source);
}

/** Returns the value of a text, failures of its parts included. */
function digest(source: Uint8Array): string {
  const machine = createEvaluator({
    host: {
      files: memoryFiles(new Map()),
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: () => {},
    },
  });
  try {
    const value = evaluateText(machine, Buffer.from(source).toString("latin1"), "program", "/");
    return new Digester(machine).ofSet(value, new Set());
  } catch (error) {
    return failureOf(error);
  }
}

describe("where another `with` is around", () => {
  const program = "{ o, i }: with o; { l = with i; f p q; n = g; m = with i.t; { inherit c d; }; }";
  const outer = "{ f = x: y: x + y; g = 1; p = 1; t = { }; }";
  const inner = "{ f = x: y: x + y; p = 2; q = 3; t = { c = 1; d = 2; }; }";
  const watched = (...calls: readonly string[]): Migration => migrateWatchedBy(isSelected, program, ...calls);

  test("names that were always the innermost are written with it, and said to rest on that", () => {
    const made = watched(`{ o = ${outer}; i = ${inner}; }`);
    expect(textOf(made)).toContain("{ l = i.f i.p i.q; n = o.g; m = { inherit (i.t) c d; }; }");
    expect(made.verification).toBe("observed");
  });

  test("what an outer `with` provided once keeps both", () => {
    const kept = "with o; { l = with i; f p q; n = g; m = with i.t; { inherit c d; }; }";
    const without = "{ f = x: y: x + y; q = 3; t = { d = 2; }; }";
    const several = watched(`{ o = ${outer}; i = ${inner}; }`, `{ o = ${outer} // { c = 1; }; i = ${without}; }`);
    expect(textOf(several)).toContain(kept);
    expect(several.refused.map(({ reason }) => reason)).toContain("several `with`s were seen to provide a name");
  });

  test("each name is written with the set that was seen to provide it", () => {
    const without = "{ f = x: y: x + y; q = 3; t = { d = 2; }; }";
    const made = watched(`{ o = ${outer} // { c = 1; }; i = ${without}; }`);
    expect(textOf(made)).toContain(": { l = i.f o.p i.q; n = o.g; m = { inherit (i.t) d; inherit (o) c; }; }");
    expect(made.verification).toBe("observed");
  });

  test("a set that an outer `with` provides is not written where another one may", () => {
    const sets = "{ lib }: with lib; { a = with types; { b = with other; [ str x ]; }; }";
    const made = migrateWatchedBy(isSelected, sets, "{ lib = { types.str = 1; other.x = 2; }; }");
    expect(textOf(made)).toContain("{ a = { b = with lib.other; [ lib.types.str x ]; }; }");
    const kept = sets.replace("a =", "c = n; a =");
    const less = migrateWatchedBy(isSelected, kept, "{ lib = { n = 1; types.str = 1; other.x = 2; }; }");
    expect(textOf(less)).toContain("{ c = lib.n; a =");
    const inner = migrateWatchedBy(isSelected, `{ f }: with f 1; (${sets})`, "{ f = _: { }; }");
    expect(inner.mismatch).toBe(null);
  });

  test("a set that an outer `with` provides can be written again", () => {
    const types = "{ lib }: with lib; { a = with types; attrsOf str; }";
    const made = migrateWatchedBy(isSelected, types, '{ lib.types = { attrsOf = x: [ x ]; str = "s"; }; }');
    expect(textOf(made)).toContain("{ a = lib.types.attrsOf lib.types.str; }");
    expect(made.verification).toBe("observed");
  });

  test("lists of names are slices first", () => {
    const lists = "{ lib, pkgs }: with lib; { a = with pkgs; [ b c ]; d = e; f = with pkgs; [ b ] ++ h g; }";
    const made = migrateWatchedBy(isSelected, lists, "{ lib.e = 1; pkgs = { b = 2; c = 3; g = [ ]; h = x: x; }; }");
    expect(textOf(made)).toContain(": { a = pkgs.[b, c]; d = lib.e; f = with pkgs; [ b *(h g) ]; }");
    expect(made.verification).toBe("observed");
  });
});

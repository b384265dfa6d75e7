/** What holds for the migration of any text. `RUNS=n` sets how many texts are tried. */
import { coreEqual, lowerTree } from "@lix-tools/eval-core";
import { checkDeprecations, Kind, kindOf, makeLangver, parse, textOf, type Tree } from "@lix-tools/parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { migrateSource, type Migration } from "../src/index.ts";
import { deprecatedProgram } from "./generate-deprecated.ts";

const numRuns = Number(process.env["RUNS"] ?? 400);
const legacy = makeLangver("legacy");
const lix = makeLangver("lix");

function migrate(source: Uint8Array): Migration {
  return migrateSource(source, { to: lix, verify: "core" });
}

function parseLegacy(source: Uint8Array): { tree: Tree; isGood: boolean } {
  const { tree, diagnostics, isComplete } = parse(source, { langver: legacy });
  return { tree, isGood: isComplete && !diagnostics.some(({ severity }) => severity === "error") };
}

/** Runs a property over texts that legacy accepts. */
function forLegacyTexts(check: (source: Uint8Array, tree: Tree) => void): void {
  let accepted = 0;
  fc.assert(
    fc.property(deprecatedProgram, (text) => {
      const source = new TextEncoder().encode(text);
      const { tree, isGood } = parseLegacy(source);
      if (!isGood) return;
      accepted++;
      check(source, tree);
    }),
    { numRuns },
  );
  expect(accepted).toBeGreaterThan(numRuns / 20);
}

test("no rewrite breaks a proof", () => {
  forLegacyTexts((source) => {
    const { status, mismatch } = migrate(source);
    expect([status, mismatch]).not.toContain("mismatch");
  });
});

test("what comes out parses, and Lix objects to nothing but what was refused", () => {
  forLegacyTexts((source) => {
    const { after, refused } = migrate(source);
    const { tree, isGood } = parseLegacy(after);
    expect(isGood).toBe(true);
    const left = refused.filter(({ verdict }) => verdict !== "gap").map(({ codemod }) => codemod.detector.code);
    expect(
      checkDeprecations(tree)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(left.toSorted());
  });
});

test("a second run changes nothing", () => {
  forLegacyTexts((source) => {
    const { after } = migrate(source);
    expect(migrate(after).after).toBe(after);
  });
});

test("without laws the core term is the same", () => {
  forLegacyTexts((source, tree) => {
    const { after, verification } = migrate(source);
    if (verification !== "core") return;
    expect(coreEqual(lowerTree(tree).term, lowerTree(parseLegacy(after).tree).term)).toBe(true);
  });
});

test("every comment survives", () => {
  forLegacyTexts((source, tree) => {
    const { after } = migrate(source);
    expect(commentsOf(parseLegacy(after).tree)).toEqual(commentsOf(tree));
  });
});

/** The comments without what ends them, in any order. */
function commentsOf(tree: Tree): string[] {
  const comments: string[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    if (kindOf(tree, node) === Kind.Comment) comments.push(textOf(tree, node).replaceAll("\r", ""));
  }
  return comments.toSorted();
}

test("bytes that are no text are left alone with a word", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const { status, after, diagnostics } = migrate(bytes);
      if (status !== "failed") return;
      expect(after).toBe(bytes);
      expect(diagnostics.length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

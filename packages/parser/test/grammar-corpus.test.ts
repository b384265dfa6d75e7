/**
 * The grammars, as WebAssembly, against `grammar/<dialect>/test/{corpus,recovery}`. `UPDATE=1` writes what the grammars say now:
 * read the difference before it is committed.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkTree,
  dumpSexp,
  loadTolerantEngine,
  makeLangver,
  type TolerantEngine,
  type Tree,
} from "@lix-tools/parser";
import type { Dialect } from "@lix-tools/parser";
import { parseFast } from "../src/fast/parse-fast.ts";
import { type CorpusCase, type CorpusFile, corpusFiles, type CorpusFolder } from "./corpus-file.ts";

const editions = { nix: "legacy", nix2: "nix2", nix2_future: "nix2-future" } as const;
const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

const isUpdate = process.env["UPDATE"] === "1";

let engine: TolerantEngine;
beforeAll(async () => {
  engine = await loadTolerantEngine();
});

/** Returns the tree of a case; what every tree promises is checked on the way. */
function treeOf(source: Uint8Array, dialect: Dialect): { tree: Tree; hasError: boolean } {
  const { records, nodeCount, hasError } = engine.parse(source, dialect);
  const tree: Tree = { source, records, nodeCount, langver: makeLangver(editions[dialect]) };
  expect(checkTree(tree)).toEqual([]);
  return { tree, hasError };
}

const isInvalid = ({ isError, expected }: CorpusCase): boolean => isError || /\((ERROR|MISSING)/.test(expected);

for (const dialect of dialects) {
  for (const folder of ["corpus", "recovery"] as const) {
    for (const file of corpusFiles(dialect, folder)) describeFile(dialect, folder, file);
  }
}

function describeFile(dialect: Dialect, folder: CorpusFolder, file: CorpusFile): void {
  describe(`${dialect}/${folder}/${file.name}`, () => {
    test.each(file.cases)("$title", (corpusCase) => {
      const { source, expected, isError } = corpusCase;
      const { tree, hasError } = treeOf(source, dialect);
      if (isError || isUpdate) return expect(hasError || !isError, "has an error").toBe(true);
      expect(dumpSexp(tree)).toBe(expected);
      expect(hasError, "has an error").toBe(isInvalid(corpusCase));
    });

    test.each(file.cases)("$title: the fast parser agrees", (corpusCase) => {
      expect("problem" in parseFast(corpusCase.source, dialect)).toBe(isInvalid(corpusCase));
    });

    test("errors are shown in recovery, and only there", () => {
      const shown = file.cases.filter((corpusCase) => isInvalid(corpusCase) && !corpusCase.isError);
      expect(shown).toHaveLength(folder === "recovery" ? file.cases.length : 0);
    });

    test("no title stands twice", () => {
      const titles = file.cases.map(({ title }) => title);
      expect(titles).toEqual([...new Set(titles)]);
    });

    afterAll(() => {
      if (!isUpdate) return;
      file.replace(
        file.cases.map((corpusCase) => ({
          ...corpusCase,
          expected: dumpSexp(treeOf(corpusCase.source, dialect).tree),
        })),
      );
    });
  });
}

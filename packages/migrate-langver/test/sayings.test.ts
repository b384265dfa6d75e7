/**
 * What is known to go wrong, as cases: texts that the dialects read differently, and rewrites that other tools get wrong.
 * `UPDATE=1` writes down what comes of them; that it means the same is checked whatever is written down.
 */
import { createLineIndex, detectLangver, makeLangver, parse, positionAt, type Tree } from "@lix-tools/parser";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  codemods,
  downlevelLaws,
  downlevelSource,
  migrateSource,
  type Migration,
  proveCoreEqual,
} from "../src/index.ts";
import { type Case, parseCases, renderCases, toBytes, toText } from "./cases.ts";

const isUpdating = process.env["UPDATE"] === "1";

function migrate(source: Uint8Array): Migration {
  return migrateSource(source, { to: makeLangver("nix2"), verify: "core" });
}

function outcomeOf({ name, source }: Case): Case {
  const bytes = toBytes(source);
  const { after, refused, diagnostics } = migrate(bytes);
  const index = createLineIndex(bytes);
  const left = [
    ...refused.map(({ span, reason }) => ({ span, reason })),
    ...diagnostics.map(({ span, message }) => ({ span, reason: message })),
  ];
  const places = left.map(({ span, reason }) => {
    const { line, column } = positionAt(index, span.start);
    return `${line}:${column} ${reason}`;
  });
  return {
    name,
    source,
    ...(after === bytes ? {} : { rewritten: toText(after) }),
    ...(places.length === 0 ? {} : { refused: places.join("\n") }),
  };
}

function treeOf(source: Uint8Array): Tree {
  const { tree, diagnostics } = parse(source, { langver: detectLangver(source).langver });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return tree;
}

/** What goes back to legacy is the old program again, by means that know nothing of the codemods. */
function expectSame(source: Uint8Array, after: Uint8Array): void {
  const back = downlevelSource(after).after;
  expect(detectLangver(back).langver.dialect).toBe("nix");
  const laws = [...codemods.flatMap((codemod) => codemod.laws), ...downlevelLaws];
  expect(proveCoreEqual({ before: treeOf(source), after: treeOf(back), laws })).not.toHaveProperty("mismatch");
}

for (const [name, count] of [
  ["reinterpretations", 13],
  ["unsound-fixes", 15],
] as const) {
  const file = new URL(`./${name}.cases.txt`, import.meta.url);
  const { head, cases } = parseCases(readFileSync(file, "utf8"));
  describe(name, () => {
    test("are all there", () => {
      const numbers = new Set(cases.map((example) => Number.parseInt(example.name, 10)));
      expect([...numbers]).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      if (isUpdating) writeFileSync(file, renderCases(head, cases.map(outcomeOf)));
    });

    test.each(cases)("$name", (example) => {
      if (!isUpdating) expect(outcomeOf(example)).toEqual(example);
      const source = toBytes(example.source);
      const { after, mismatch } = migrate(source);
      expect(mismatch).toBeNull();
      if (after !== source) expectSame(source, after);
    });
  });
}

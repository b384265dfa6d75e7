/**
 * Real trees and the grammar's examples, down-levelled in memory. A file of a legacy tree that Nix 2 accepts as it is
 * gets a clause and loses it again: what comes out is proved to be what Nix 2 reads. `LIX_TREES` names the trees,
 * separated by colons; without it that part says that it was not checked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { concatBytes, createParserBuffers, type Edition, makeLangver } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { downlevelSource, type DownlevelStatus } from "../src/index.ts";

const trees = (process.env["LIX_TREES"] ?? "").split(":").filter((tree) => tree !== "");
const buffers = createParserBuffers();
const clause = new TextEncoder().encode("use experimental.nix2;\n");

function filesOf(tree: string): string[] {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".nix"));
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

describe.skipIf(trees.length === 0).each(trees)("%s", (tree) => {
  test("every file that Nix 2 accepts comes out proved", { timeout: 3_600_000 }, () => {
    const counts: Record<DownlevelStatus, number> = { clean: 0, converted: 0, impossible: 0, failed: 0, mismatch: 0 };
    const mismatches: string[] = [];
    let same = 0;
    for (const path of filesOf(tree)) {
      const bytes = readFileSync(path);
      const { status, mismatch, after } = downlevelSource(concatBytes([clause, bytes]), { buffers });
      counts[status]++;
      if (mismatch !== null) mismatches.push(`${path}: ${mismatch.reason}`);
      if (status === "converted" && Buffer.compare(after, bytes) === 0) same++;
    }
    process.stderr.write(`${tree}: ${JSON.stringify({ ...counts, same })}\n`);
    expect(mismatches).toEqual([]);
    expect(counts.converted).toBeGreaterThan(0);
  });
});

test.skipIf(trees.length > 0)("LIX_TREES is not set: no real tree was checked", () => {});

/** The sources in a corpus of the grammar: between a line of `===` and one of `---`. */
function examplesOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^=+\n(?:.*\n)+?=+\n([\s\S]*?)^-{3,}$/gmu)].map(([, source = ""]) => source);
}

const grammar = fileURLToPath(new URL("../../../grammar/", import.meta.url));

describe.each([
  ["nix2", "nix2"],
  ["nix2_future", "nix2-future"],
] as const satisfies readonly (readonly [string, Edition])[])("the examples of grammar %s", (folder, edition) => {
  test("come out proved, or are impossible for a reason", () => {
    let converted = 0;
    const corpus = `${grammar}${folder}/test/corpus/`;
    for (const source of readdirSync(corpus).flatMap((name) => examplesOf(corpus + name))) {
      const bytes = new TextEncoder().encode(source);
      const { status, mismatch, impossible } = downlevelSource(bytes, { configured: makeLangver(edition) });
      expect([source, mismatch]).toEqual([source, null]);
      expect(impossible.length > 0).toBe(status === "impossible");
      if (status === "converted") converted++;
    }
    expect(converted).toBeGreaterThan(10);
  });
});

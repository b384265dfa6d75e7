/**
 * The formatter on what the migrator makes of real code: every file of `LIX_TREE_NIXPKGS` and `LIX_TREES` is moved to
 * Nix 2, without formatting, and then formatted: it keeps its meaning and is stable. Of files that were formatted
 * before, all the better part still is, since most constructs look the same in both languages.
 */
import { readFileSync } from "node:fs";
import { createFormatter, format } from "@lix-tools/fmt";
import { migrateSource } from "@lix-tools/migrate-langver";
import { createParserBuffers, makeLangver } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { externalTrees, nixFilesIn } from "./external.ts";

const trees = externalTrees();

describe("formatting what was migrated", () => {
  if (trees.length === 0) {
    it("has no tree: set LIX_TREE_NIXPKGS or LIX_TREES to run it", ({ skip }) => skip());
    return;
  }
  it.each(trees)("to Nix 2 in %s", { timeout: 3_600_000 }, (tree) => {
    const to = makeLangver("nix2");
    const formatter = createFormatter();
    const buffers = createParserBuffers();
    const count = { switched: 0, formattedBefore: 0, formattedAfter: 0 };
    const failed: string[] = [];
    for (const file of nixFilesIn(tree)) {
      const source = readFileSync(file);
      const { before, after } = migrateSource(source, { to, verify: "parse", buffers });
      if (after === before) continue;
      count.switched++;
      const { text, isChanged, diagnostics } = format(after, { verify: "always" }, formatter);
      failed.push(...diagnostics.map(({ code }) => `${file}: ${code}`));
      if (text === null) continue;
      if (format(after, {}, formatter).text?.every((byte, at) => byte === text[at]) !== true) {
        failed.push(`${file}: settles only in a second pass`);
      }
      if (format(source, {}, formatter).isChanged) continue;
      count.formattedBefore++;
      if (!isChanged) count.formattedAfter++;
    }
    console.log(tree, count);
    expect(failed).toEqual([]);
    expect(count.formattedAfter).toBeGreaterThanOrEqual(0.8 * count.formattedBefore);
  });
});

/**
 * Real code lowers: every file of the trees given by `LIX_TREE_NIXPKGS` and `LIX_TREES` that parses becomes a term,
 * twice the same one, and names nothing that is undefined unless Nix says so too.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { coreEqual, lowerTree, normalForm } from "@lix-tools/eval-core";
import { createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { externalTrees, hasNix, nixFilesIn } from "./external.ts";

const trees = externalTrees();

describe("lowering over real trees", () => {
  if (trees.length === 0) {
    it("has no tree: set LIX_TREE_NIXPKGS or LIX_TREES to run it", ({ skip }) => skip());
    return;
  }
  it.each(trees)("%s", (tree) => {
    const buffers = createParserBuffers();
    const langver = makeLangver("legacy");
    const unequal: string[] = [];
    const refused: string[] = [];
    for (const file of nixFilesIn(tree)) {
      const result = parse(readFileSync(file), { langver, buffers });
      if (!result.isComplete) continue;
      const { term, diagnostics } = lowerTree(result.tree);
      const again = lowerTree(result.tree);
      if (!coreEqual(term, again.term) || normalForm(term) !== normalForm(again.term)) unequal.push(file);
      if (diagnostics.length > 0) refused.push(file);
    }
    expect(unequal).toEqual([]);
    if (hasNix()) expect(refused.filter(isAcceptedByNix)).toEqual([]);
  });
});

/** Unlike a syntax check this looks names up. */
function isAcceptedByNix(file: string): boolean {
  return spawnSync("nix-instantiate", ["--parse", file]).status === 0;
}

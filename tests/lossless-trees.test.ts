/**
 * Real code, every byte of it: trees given by `LIX_TREE_NIXPKGS` and `LIX_TREES` print back to what they were, and are
 * refused only where Nix itself refuses.
 */
import { readFileSync } from "node:fs";
import { checkTree, createParserBuffers, makeLangver, parse, printTree } from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { externalTrees, hasNix, nixFilesIn, nixVerdict } from "./external.ts";

const trees = externalTrees();

describe("lossless over real trees", () => {
  if (trees.length === 0) {
    it("has no tree: set LIX_TREE_NIXPKGS or LIX_TREES to run it", ({ skip }) => skip());
    return;
  }
  it.each(trees)("%s", (tree) => {
    const buffers = createParserBuffers();
    const langver = makeLangver("legacy");
    const lossy: string[] = [];
    const refused: string[] = [];
    for (const file of nixFilesIn(tree)) {
      const source = readFileSync(file);
      const result = parse(source, { langver, buffers });
      if (checkTree(result.tree).length > 0 || Buffer.compare(printTree(result.tree), source) !== 0) lossy.push(file);
      if (result.diagnostics.some(({ severity }) => severity === "error")) refused.push(file);
    }
    expect(lossy).toEqual([]);
    if (hasNix()) expect(refused.filter((file) => nixVerdict(readFileSync(file)) === "accepts")).toEqual([]);
  });
});

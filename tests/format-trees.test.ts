/**
 * The formatter on real code: every file of `LIX_TREE_NIXPKGS` and `LIX_TREES` keeps its meaning and is stable once
 * formatted. With `LIX_ORACLE_NIXFMT`, a list of paths in the first tree and digests (24 hexadecimal digits of SHA-256) of
 * what the official formatter makes of them, the bytes are compared, too.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createFormatter, format } from "@lix-tools/fmt";
import { describe, expect, it } from "vitest";
import { externalTrees, nixFilesIn } from "./external.ts";

const trees = externalTrees();

describe("formatting real trees", () => {
  if (trees.length === 0) {
    it("has no tree: set LIX_TREE_NIXPKGS or LIX_TREES to run it", ({ skip }) => skip());
    return;
  }
  it.each(trees)("verifies in %s", { timeout: 600_000 }, (tree) => {
    const formatter = createFormatter();
    const failed = nixFilesIn(tree).flatMap((file) => {
      const { diagnostics } = format(readFileSync(file), { verify: "always" }, formatter);
      return diagnostics.filter(({ code }) => code.startsWith("format/")).map(({ code }) => `${file}: ${code}`);
    });
    expect(failed).toEqual([]);
  });
});

describe("the official formatter's bytes", () => {
  const oracle = process.env["LIX_ORACLE_NIXFMT"] ?? "";
  const tree = process.env["LIX_TREE_NIXPKGS"] ?? "";
  if (!existsSync(oracle) || !existsSync(tree)) {
    it("are not known: set LIX_ORACLE_NIXFMT and LIX_TREE_NIXPKGS to compare", ({ skip }) => skip());
    return;
  }
  it("are ours", { timeout: 600_000 }, () => {
    const formatter = createFormatter();
    const entries = gunzipSync(readFileSync(oracle)).toString().trim().split("\n");
    const different = entries.filter((entry) => {
      const [path = "", expected] = entry.split("\t");
      const { text } = format(readFileSync(join(tree, path)), {}, formatter);
      const digest = createHash("sha256").update(text ?? "");
      return digest.digest("hex").slice(0, 24) !== expected;
    });
    expect(different).toEqual([]);
  });
});

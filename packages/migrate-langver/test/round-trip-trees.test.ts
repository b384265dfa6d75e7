/**
 * There and back on real trees: what goes to Nix 2 and back to legacy is the old program, and what both are then, as they
 * are written to disk, stays, byte for byte. `LIX_TREES` names trees, separated by colons; `LIX_EVERY=n` takes every n-th
 * file.
 */
import {
  createParserBuffers,
  detectLangver,
  equalBytes,
  type Langver,
  makeLangver,
  parse,
  type Tree,
} from "@lix-tools/parser";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Codemod, codemods, downlevelLaws, downlevelSource, migrateSource, proveCoreEqual } from "../src/index.ts";
import { type RunStyle, styles, tripsOf } from "./polished.ts";

const trees = (process.env["LIX_TREES"] ?? "").split(":").filter((path) => path !== "");
const every = Number(process.env["LIX_EVERY"] ?? "1");
const buffers = createParserBuffers();
const nix2 = makeLangver("nix2");
const laws = [...codemods.flatMap((codemod) => codemod.laws), ...downlevelLaws];

function filesOf(tree: string): string[] {
  const paths = readdirSync(tree, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".nix"));
  return paths
    .toSorted()
    .filter((_, index) => index % every === 0)
    .map((path) => join(tree, path));
}

function migrate(source: Uint8Array, { also = [] }: RunStyle): Uint8Array {
  const isSelected = ({ isOptional, name }: Codemod): boolean => isOptional !== true || also.includes(name);
  return migrateSource(source, { to: nix2, verify: "core", buffers, isSelected }).after;
}

function treeOf(source: Uint8Array, langver: Langver): Tree {
  // Both trees are needed at once, so each has buffers of its own.
  return parse(source, { langver }).tree;
}

/** Returns what differs after a second trip of the texts that are written, or null. What is no legacy has no way back. */
function tripProblemOf(source: Uint8Array, style: RunStyle): string | null {
  const { there, back, thereAgain, backAgain } = tripsOf(source, style);
  if (!equalBytes(back, backAgain)) return "coming back again differs";
  if (equalBytes(there, thereAgain) || Buffer.from(source).includes("|>")) return null;
  return "going there again differs";
}

/** Returns what is wrong with the round trip of a file, or null. */
function problemOf(source: Uint8Array, style: RunStyle): string | null {
  const there = migrate(source, style);
  if (detectLangver(there).langver.dialect === "nix") return null;
  if (migrate(there, style) !== there) return "a second run changes it";
  const { after: back, status } = downlevelSource(there, { buffers });
  if (status !== "converted") return `going back is ${status}`;
  const task = { before: treeOf(source, makeLangver("legacy")), after: treeOf(back, makeLangver("legacy")), laws };
  const verdict = proveCoreEqual(task);
  if ("mismatch" in verdict) return `what comes back differs: ${verdict.mismatch.reason}`;
  return tripProblemOf(source, style);
}

describe.skipIf(trees.length === 0).each(trees)("%s", (tree) => {
  test("there and back is where it was", { timeout: 1_800_000 }, () => {
    const paths = filesOf(tree);
    const problems = paths.flatMap((path) => {
      const source = readFileSync(path);
      return styles.flatMap(([name, style]) => {
        const problem = problemOf(source, style);
        return problem === null ? [] : [`${path}: ${problem} (${name})`];
      });
    });
    console.log(`${tree}: ${paths.length} files, ${problems.length} problems`);
    expect(problems).toEqual([]);
  });
});

test.skipIf(trees.length > 0)("no real tree was given: LIX_TREES is not set", (context) => context.skip());

/**
 * Real trees: `LIX_TREE_NIXPKGS` is a nixpkgs checkout, `LIX_TREES` any others, separated by colons. Nothing is ever
 * written into them. Where a tree or real Nix is missing, the tests say so and are not counted as passed.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDeprecations, createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { afterAll, describe, expect, test } from "vitest";
import { migrateSource, type Migration } from "../src/index.ts";
import { derivationPaths, evaluablePaths, hasRealNix, packageNames, parseFailures } from "./real-nix.ts";

const nixpkgs = process.env["LIX_TREE_NIXPKGS"] ?? "";
const trees = [nixpkgs, ...(process.env["LIX_TREES"] ?? "").split(":")].filter((tree) => tree !== "");
const withNix = hasRealNix();
const lix = makeLangver("lix");
const buffers = createParserBuffers();
const scratch: string[] = [];

afterAll(() => {
  for (const directory of scratch) rmSync(directory, { recursive: true, force: true });
}, 300_000);

function filesOf(tree: string): string[] {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".nix"));
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

function migrate(source: Uint8Array): Migration {
  return migrateSource(source, { to: lix, verify: "core", buffers });
}

interface Changed {
  readonly path: string;
  readonly migration: Migration;
}

/** Migrates a tree in memory, once for all tests of it. */
function createMigratedTree(
  tree: string,
): () => { readonly all: number; readonly changed: readonly Changed[]; readonly mismatches: string[] } {
  let result: ReturnType<ReturnType<typeof createMigratedTree>> | undefined;
  return () => {
    if (result !== undefined) return result;
    const changed: Changed[] = [];
    const mismatches: string[] = [];
    const paths = filesOf(tree);
    for (const path of paths) {
      const migration = migrate(readFileSync(path));
      if (migration.mismatch !== null) mismatches.push(`${path}: ${migration.mismatch.reason}`);
      if (migration.after !== migration.before) changed.push({ path, migration });
    }
    return (result = { all: paths.length, changed, mismatches });
  };
}

/** Returns a copy of the tree in which `rewrite` gave changed files other bytes. */
function copyWith(tree: string, changed: readonly Changed[], rewrite: (change: Changed) => Uint8Array): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "lix-migrate-tree-")));
  scratch.push(copy);
  cpSync(tree, copy, { recursive: true, verbatimSymlinks: true });
  for (const change of changed) writeFileSync(change.path.replace(tree, copy), rewrite(change));
  return copy;
}

describe.skipIf(trees.length === 0).each(trees)("%s", (tree) => {
  const migrated = createMigratedTree(tree);

  test("every change is proved", () => {
    const { mismatches, changed, all } = migrated();
    console.log(`${tree}: ${changed.length} of ${all} files change`);
    expect(mismatches).toEqual([]);
    expect(changed.filter(({ migration }) => migration.verification === "parse")).toEqual([]);
  });

  test("Lix objects to nothing but what was refused", () => {
    for (const { path, migration } of migrated().changed) {
      const { tree: after } = parse(migration.after, { langver: makeLangver("legacy"), buffers });
      const left = migration.refused.filter(({ verdict }) => verdict !== "gap");
      expect([path, checkDeprecations(after).length]).toEqual([path, left.length]);
    }
  });

  test("a second run changes nothing", () => {
    for (const { path, migration } of migrated().changed) {
      expect([path, migrate(migration.after).after === migration.after]).toEqual([path, true]);
    }
  });

  test.skipIf(!withNix)("Nix parses every changed file", () => {
    const { changed } = migrated();
    if (changed.length === 0) return;
    const copy = copyWith(tree, changed, ({ migration }) => migration.after);
    expect(parseFailures(changed.map(({ path }) => path.replace(tree, copy)))).toEqual([]);
  });
});

describe.skipIf(nixpkgs === "" || !withNix)("derivation paths of a nixpkgs", () => {
  /** One package of so many. */
  const step = 25;

  test("are the same before and after", { timeout: 1_800_000 }, () => {
    const { changed } = createMigratedTree(nixpkgs)();
    const sample = packageNames(nixpkgs).filter((_, index) => index % step === 0);
    const before = evaluablePaths(nixpkgs, sample);
    const names = [...before.keys()];
    const after = derivationPaths(
      copyWith(nixpkgs, changed, ({ migration }) => migration.after),
      names,
    );
    // Some packages hash files of the tree itself. A comment in every changed file tells which.
    const commented = copyWith(nixpkgs, changed, ({ migration }) =>
      Buffer.concat([migration.before, Buffer.from("# \n")]),
    );
    const control = derivationPaths(commented, names);
    const isSensitive = (name: string): boolean => control?.get(name) !== before.get(name);
    const different = names.filter((name) => after?.get(name) !== before.get(name));
    const paths = names.filter((name) => before.get(name)?.endsWith(".drv") === true);
    console.log(
      `${paths.length} derivation paths compared, ${names.filter(isSensitive).length} packages hash the text of the tree`,
    );
    expect(different.filter((name) => !isSensitive(name))).toEqual([]);
    expect(paths.length).toBeGreaterThan(200);
  });
});

test.skipIf(trees.length > 0)("no real tree was given: LIX_TREE_NIXPKGS and LIX_TREES are not set", (context) =>
  context.skip(),
);
test.skipIf(withNix)("real Nix is not installed: nothing was compared with it", (context) => context.skip());

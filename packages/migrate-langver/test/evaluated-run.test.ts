/** Runs that evaluate: what changes a value is found, named, taken back and shown; everything else goes on. */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createParserBuffers, Kind, latin1Of, makeLangver } from "@lix-tools/parser";
import { afterEach, describe, expect, test } from "vitest";
import { type Codemod, defineCodemod, proposeRewrite, replaceRange } from "../src/codemod.ts";
import { nodeSite } from "../src/detect/node-site.ts";
import { migrateSource } from "../src/engine/migrate-source.ts";
import { createPolisher } from "../src/polish/polish.ts";
import { codemods } from "../src/registry.ts";
import type { EvaluationLevel } from "../src/run/evaluate/evaluation-account.ts";
import { type EvaluatedItems, evaluateRun } from "../src/run/evaluate/evaluated-run.ts";
import { evaluate } from "../src/run/evaluate/evaluate.ts";
import type { FileResult } from "../src/run/file-result.ts";
import { emptyResult, migrateFile } from "../src/run/migrate-file.ts";
import { rewritingOptions } from "../src/run/rewriting.ts";
import type { RunItem, RunOptions } from "../src/run/run-options.ts";
import { importedItem } from "./run-item.ts";

/** Turns 41 into 42: nobody asked for that. */
const wrongCodemod: Codemod = defineCodemod({
  id: "M99",
  detector: {
    code: "langver/wrong",
    feature: "list-index",
    lixFeature: null,
    kinds: [Kind.IntegerExpression],
    find({ tree }, node, add) {
      if (latin1Of(tree, node) === "41") add(nodeSite(tree, node, node, "found 41"));
    },
  },
  summary: "`41` ⇒ `42`",
  from: ["legacy"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "core",
  soundness: "it is not",
  plan: (_file, sites) =>
    sites.map(({ span }) => proposeRewrite(span, "count", [replaceRange(span.start, span.end, "42")])),
});

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function writeTree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "lix-evaluated-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const options: RunOptions = {
  to: "nix2",
  features: [],
  mode: "collect",
  verify: "parse",
  unswitched: "unchanged",
  formatting: "none",
  lookAhead: false,
  color: "never",
  samples: "none",
};

interface Scene {
  readonly files: Readonly<Record<string, string>>;
  readonly level: EvaluationLevel;
  readonly known?: readonly Codemod[];
  readonly entry?: string | null;
  /** What somebody decided about single sites of files. */
  readonly decided?: (path: string) => Partial<RunItem>;
}

async function play({
  files,
  level,
  known = codemods,
  entry = "default.nix",
  decided = () => ({}),
}: Scene): Promise<EvaluatedItems & { folder: string }> {
  const folder = writeTree(files);
  const items = Object.keys(files).map((name): RunItem => ({
    ...importedItem(name, folder, "nix2"),
    rules: known.map(({ id }) => id),
    ...decided(name),
  }));
  const input = { kind: "file", path: join(folder, entry ?? "") } as const;
  const result = await evaluateRun({
    items,
    options,
    level,
    settings: {
      selections: entry === null ? [] : [{ input, attribute: "", arguments: [] }],
      folder,
      searchPath: [],
      memory: 1000,
    },
    migrate: (observed) => Promise.resolve(observed.map((item) => migrate(item, known))),
    evaluate: (request) => Promise.resolve(evaluate(request, known)),
    reproducers: join(folder, "mismatches"),
    say: () => {},
  });
  return { ...result, folder };
}

function migrate(item: RunItem, known: readonly Codemod[]): FileResult {
  const before = readFileSync(item.file.absolute);
  const { after } = migrateSource(before, {
    ...rewritingOptions(item, options, before),
    codemods: known,
    verify: "parse",
  });
  const changed = after !== before;
  return { ...emptyResult(item.file.path), changed, change: changed ? { before, after } : undefined };
}

const package_ = (name: string, extra = ""): string =>
  `derivation { name = "${name}"; system = "x"; builder = "b"; ${extra} }`;

const files = {
  "default.nix": `{ n ? 1 }: { good = import ./good.nix; bad = import ./bad.nix; worse = import ./uses-bad.nix; }`,
  "good.nix": package_("good", "url = http://x.y;"),
  "bad.nix": package_("bad", "a = 1; b = [ 40 ] ++ [ 41 ];"),
  "uses-bad.nix": package_("worse", "dep = import ./bad.nix;"),
  "unused.nix": "{ a = 41; }",
};

describe("drv", () => {
  test("finds nothing where there is nothing", async () => {
    const { account, items } = await play({ files, level: "drv" });
    expect(account).toMatchObject({
      targets: 3,
      identical: 3,
      rewritten: 5,
      evaluated: 4,
      mismatches: [],
      failure: null,
    });
    expect(items.map(({ veto }) => veto)).toEqual(items.map(() => undefined));
    expect(items.every(({ verifiedText }) => verifiedText !== undefined)).toBe(true);
  });

  test("names the file, the rule and the rewrite that change a derivation, and goes on without the file", async () => {
    const { account, items, folder } = await play({ files, level: "drv", known: [...codemods, wrongCodemod] });
    expect(account).toMatchObject({ targets: 3, identical: 3, failure: null });
    const [mismatch, ...others] = account.mismatches;
    expect(others).toEqual([]);
    expect(mismatch).toMatchObject({ target: "bad", path: "bad.nix", culprit: { codemods: ["M99"] } });
    const at = files["bad.nix"].indexOf("41");
    expect(mismatch?.culprit?.site).toEqual({ start: at, end: at + 2 });
    expect(
      items.flatMap(({ file, veto }) => (veto === undefined ? [] : [[file.path, veto.status, veto.offset]])),
    ).toEqual([["bad.nix", "mismatch", at]]);
    const reproducer = mismatch?.reproducer ?? "";
    expect(reproducer.startsWith(folder)).toBe(true);
    expect(readFileSync(join(reproducer, "before.nix"), "utf8")).toBe(files["bad.nix"]);
    const after = readFileSync(join(reproducer, "after.nix"), "utf8");
    expect(after).toContain("42");
    // Of all rewrites of the file only the guilty one is in what shows the mismatch.
    expect(after).toContain("[ 40 ] ++ [ 42 ]");
  });

  test("blames what was chosen only, where somebody chose", async () => {
    const text = package_("bad", "a = 41; b = [ 41 ] ++ [ 41 ];");
    const places = [...text.matchAll(/41/gu)].map(({ index }) => index);
    const [, , last = 0] = places;
    const { account } = await play({
      files: { "default.nix": "{ bad = import ./bad.nix; }", "bad.nix": text },
      level: "drv",
      known: [...codemods, wrongCodemod],
      decided: (path) => (path === "bad.nix" ? { chosen: [{ id: "M99", offset: last, isMeant: false }] } : {}),
    });
    expect(account.mismatches).toMatchObject([{ culprit: { codemods: ["M99"], site: { start: last } } }]);
    const [mismatch] = account.mismatches;
    expect(readFileSync(join(mismatch?.reproducer ?? "", "after.nix"), "utf8")).toContain(
      "a = 41; b = [ 41 ] ++ [ 42 ];",
    );
  });

  test("blames what was accepted although it changes the meaning", async () => {
    const text = package_("bad", 'a = [ "\\." "\\." ];');
    const last = text.lastIndexOf("\\.");
    const { account } = await play({
      files: { "default.nix": "{ bad = import ./bad.nix; }", "bad.nix": text },
      level: "drv",
      decided: (path) => (path === "bad.nix" ? { acceptedSites: [{ id: "M10", line: 1, column: last + 1 }] } : {}),
    });
    expect(account.mismatches).toMatchObject([
      { path: "bad.nix", culprit: { codemods: ["M10"], site: { start: last } } },
    ]);
  });

  test("tells what hashes rewritten files apart from what changes", async () => {
    const tree = {
      "default.nix": `{ a = ${package_("a", "src = ./data.nix;")}; b = ${package_("b", "dep = import ./other.nix;")}; }`,
      "other.nix": package_("other", 'all = "${./.}"; t = builtins.toFile "t" "${./data.nix}";'),
      "data.nix": "http://x.y",
    };
    const { account, folder } = await play({ files: tree, level: "drv" });
    expect(account).toMatchObject({ targets: 2, identical: 2, mismatches: [], readAsText: [] });
    const names = (paths: readonly string[]): string[] => paths.map((path) => path.slice(folder.length + 1)).toSorted();
    expect(account.explained.map(({ attribute, files: causes }) => [attribute, names(causes)])).toEqual([
      ["a", ["data.nix"]],
      ["b", ["data.nix", "default.nix", "other.nix"]],
    ]);
  });

  test("says what programs read as text, and what command lines no longer call", async () => {
    const tree = {
      "default.nix": `{ n ? 1 }: { a = ${package_("a", "text = builtins.readFile ./data.nix;")}; }`,
      "data.nix": "http://x.y",
    };
    const { account, folder } = await play({ files: tree, level: "drv" });
    expect(account.readAsText).toEqual([join(folder, "data.nix")]);
    expect(account.uncalled).toEqual([join(folder, "default.nix")]);
  });

  test("verifies nothing where the entry does not evaluate", async () => {
    const { account, items } = await play({ files: { "default.nix": "throw http://x.y" }, level: "drv" });
    expect(account.failure).not.toBeNull();
    expect(items.map(({ veto }) => veto?.code)).toEqual(["migrate/not-verified"]);
  });
});

describe("eval", () => {
  const values = {
    "default.nix": "{ f = a: a + 41; list = [ 1 { x = 41; } ]; s = http://x.y; t = throw ''no''; }",
    "lib.nix": "{ lib }: x: lib.id (y: x)",
  };

  test("compares values and functions file by file", async () => {
    const { account } = await play({ files: values, level: "eval", entry: null });
    expect(account).toMatchObject({ targets: 2, identical: 2, failing: 0, mismatches: [] });
  });

  test("finds another value", async () => {
    const { account } = await play({ files: values, level: "eval", entry: null, known: [...codemods, wrongCodemod] });
    expect(account.mismatches).toMatchObject([{ path: "default.nix", culprit: { codemods: ["M99"] } }]);
    expect(account.mismatches[0]?.after).toContain("at `list.1.x`");
  });
});

test("values of an entry are compared, and it is told that command lines no longer call it", async () => {
  const { account, folder } = await play({
    files: { "default.nix": "{ n ? 41 }: { a = n; s = http://x.y; }" },
    level: "eval",
  });
  expect(account).toMatchObject({ targets: 1, identical: 1, uncalled: [join(folder, "default.nix")] });
});

test("what is written is what was verified", () => {
  const folder = writeTree({ "a.nix": "http://x.y" });
  const item: RunItem = { ...importedItem("a.nix", folder, "nix2"), verifiedText: "another" };
  const migrator = {
    options: { ...options, mode: "write" } as const,
    target: makeLangver("nix2"),
    buffers: createParserBuffers(),
    polisher: createPolisher(),
  };
  expect(migrateFile(item, migrator)).toMatchObject({
    status: "failed",
    changed: false,
    diagnostics: [{ code: "migrate/not-verified" }],
  });
});

test("descriptions of packages are compared, but for places", async () => {
  const tree = {
    "default.nix": `{ a = ${package_("a")} // { meta = import ./meta.nix; }; }`,
    "meta.nix": '{ n = 41; position = 41; l = [ (a: a) (throw "x") (import ./meta.nix) ]; d = derivation { }; }',
  };
  const { account } = await play({ files: tree, level: "drv" });
  expect(account).toMatchObject({ targets: 1, identical: 1, mismatches: [] });
  const wrong = await play({ files: tree, level: "drv", known: [...codemods, wrongCodemod] });
  expect(wrong.account.mismatches).toMatchObject([{ target: "a", path: "meta.nix", culprit: { codemods: ["M99"] } }]);
  const places = { ...tree, "meta.nix": "{ n = 40; position = 41; }" };
  const moved = await play({ files: places, level: "drv", known: [...codemods, wrongCodemod] });
  expect(moved.account).toMatchObject({ identical: 1, mismatches: [] });
});

/** Trees kept from run to run: they are what parsing gives, or there are none. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Langver, makeLangver, type Tree } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEvaluator, EvalError, evaluateText, memoryFiles, normalForm } from "../src/index.ts";
import { SourceFile } from "../src/eval/source-file.ts";
import { nodeHost } from "../src/node/index.ts";
import { isReadyFolder, type ProgramCacheSizes } from "../src/node/program-cache.ts";
import { programCacheOf } from "../src/node/program-cache-settings.ts";
import { openTreeCache } from "../src/node/tree-cache.ts";
import { createProgramReader, type StoredTree, type TreeStore } from "../src/program.ts";
import { programs } from "./generate-program.ts";
import { treeOf } from "./lowering.ts";
import { choices, printProgram } from "./print-program.ts";

const legacy = makeLangver("legacy");
const everything: ProgramCacheSizes = { smallestSource: 1, largestEntry: 1 << 25, all: 1 << 28 };

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trees-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Choices {
  readonly folder: string;
  readonly digest?: string;
  readonly sizes?: Partial<ProgramCacheSizes>;
}

/** Opens a folder like another run does. */
function open({ folder, digest = "digest", sizes }: Choices): TreeStore {
  const allocate = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);
  return openTreeCache({ folder, digest, allocate, sizes: { ...everything, ...sizes } });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function parsed(source: Uint8Array, langver: Langver = legacy): Tree {
  return treeOf(source, langver.edition);
}

/** Returns the words of a tree, without what memory may be behind them. */
function wordsOf({ records, nodeCount }: StoredTree): number[] {
  return [...records.subarray(0, nodeCount * 4)];
}

function found(store: TreeStore, source: Uint8Array, langver: Langver = legacy): number[] | null {
  const tree = store.find(source, langver);
  return tree === null ? null : wordsOf(tree);
}

/** Keeps the tree of a text in a new folder; returns its file. */
function keepOne(text: string): { folder: string; source: Uint8Array; path: string; words: number[] } {
  const folder = makeFolder();
  const source = bytesOf(text);
  const tree = treeOf(source, "legacy");
  open({ folder }).keep(source, legacy, tree);
  const [name = ""] = readdirSync(folder);
  return { folder, source, path: join(folder, name), words: wordsOf(tree) };
}

const text = "{ a ? 1, ... }: let b = a + 1; in ''x ${b} y'' # end\n";

describe("a kept tree", () => {
  it("is the one that the parser makes", () => {
    const folder = makeFolder();
    fc.assert(
      fc.property(programs(), choices(), fc.constantFrom("legacy", "nix2"), (program, style, edition) => {
        const source = bytesOf(printProgram(program, { dialect: edition, choices: style }));
        const langver = makeLangver(edition);
        const tree = parsed(source, langver);
        open({ folder }).keep(source, langver, tree);
        expect(found(open({ folder }), source, langver)).toEqual(wordsOf(tree));
      }),
      { numRuns: 200 },
    );
  });
  it("is of one source, one language and one parser", () => {
    const { folder, source, words } = keepOne(text);
    expect(found(open({ folder }), source)).toEqual(words);
    expect(found(open({ folder }), bytesOf(text))).toEqual(words);
    expect(found(open({ folder }), bytesOf(text.replace("1", "2")))).toBeNull();
    expect(found(open({ folder }), source, makeLangver("lix"))).toBeNull();
    expect(found(open({ folder }), source, makeLangver("nix2"))).toBeNull();
    expect(found(open({ folder }), source, makeLangver("legacy", ["no-url-literals"]))).toBeNull();
    expect(found(open({ folder, digest: "other" }), source)).toBeNull();
  });
  it("is nobody's whose entry has the name of another", () => {
    const { folder, path, source } = keepOne(text);
    const other = keepOne(text.replace("end", "end of it"));
    writeFileSync(path, readFileSync(other.path));
    expect(found(open({ folder }), source)).toBeNull();
    for (const [digest, langver] of [
      ["other", legacy],
      ["digest", makeLangver("lix")],
    ] as const) {
      const folder2 = makeFolder();
      open({ folder: folder2, digest }).keep(source, langver, parsed(source, langver));
      writeFileSync(path, readFileSync(join(folder2, readdirSync(folder2)[0] ?? "")));
      expect(found(open({ folder }), source)).toBeNull();
    }
  });
  it("is none where its entry was cut off, continued or changed", () => {
    const { folder, path, source, words } = keepOne(text);
    const whole = readFileSync(path);
    const store = open({ folder });
    const expectNone = (bytes: Uint8Array): void => {
      writeFileSync(path, bytes);
      expect(found(store, source)).toBeNull();
    };
    for (let length = 0; length < whole.length; length++) expectNone(whole.subarray(0, length));
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expectNone(changed);
    }
    for (const more of [1, 4, 16, 1000]) expectNone(Buffer.concat([whole, Buffer.alloc(more)]));
    expectNone(Buffer.alloc(whole.length));
    // And then it is kept again.
    store.keep(source, legacy, parsed(source));
    expect(readFileSync(path).equals(whole)).toBe(true);
    expect(found(store, source)).toEqual(words);
  });
  it("is none where others may have written it, or it is no file", () => {
    const { folder, path, source, words } = keepOne(text);
    chmodSync(path, 0o666);
    expect(found(open({ folder }), source)).toBeNull();
    chmodSync(path, 0o600);
    expect(found(open({ folder }), source)).toEqual(words);
    const beside = keepOne(text);
    rmSync(path);
    symlinkSync(beside.path, path);
    expect(found(open({ folder }), source)).toBeNull();
    rmSync(path);
    mkdirSync(path);
    expect(found(open({ folder }), source)).toBeNull();
    open({ folder }).keep(source, legacy, parsed(source));
    expect(readdirSync(folder)).toHaveLength(1);
  });
  it("is whole or none while others write", async () => {
    const { path, folder, source, words } = keepOne(`[ ${`(${text})`.repeat(20)} ]`);
    const whole = readFileSync(path);
    // Another program that writes as no run does, in place and in pieces.
    const script = `
      const { workerData, parentPort } = require("node:worker_threads");
      const { closeSync, openSync, writeSync } = require("node:fs");
      const { path, whole } = workerData;
      parentPort.postMessage("started");
      for (let turn = 0; ; turn++) {
        const file = openSync(path, "w");
        for (let at = 0; at < whole.length; at += 100) writeSync(file, whole, at, Math.min(100, whole.length - at), at);
        closeSync(file);
      }`;
    const worker = new Worker(script, { eval: true, workerData: { path, whole } });
    onTestFinished(async () => void (await worker.terminate()));
    await new Promise((resolve) => worker.once("message", resolve));
    const store = open({ folder });
    for (let turn = 0; turn < 300; turn++) {
      const seen = found(store, source);
      if (seen !== null) expect(seen).toEqual(words);
      if (turn % 10 === 0) store.keep(source, legacy, parsed(source));
    }
  });
});

describe("a folder of trees", () => {
  it("is made by the first run and used by the others", () => {
    const folder = join(makeFolder(), "new/programs");
    expect(isReadyFolder(folder)).toBe(false);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(isReadyFolder(folder)).toBe(true);
  });
  it("is not used if others may write there, or it is none", () => {
    const folder = makeFolder();
    chmodSync(folder, 0o777);
    expect(isReadyFolder(folder)).toBe(false);
    writeFileSync(join(folder, "file"), "");
    expect(isReadyFolder(join(folder, "file"))).toBe(false);
    expect(isReadyFolder(join(folder, "file/below"))).toBe(false);
  });
  it("may go away", () => {
    const { folder, source } = keepOne(text);
    const store = open({ folder });
    rmSync(folder, { recursive: true });
    expect(found(store, source)).toBeNull();
    store.keep(source, legacy, parsed(source));
    expect(existsSync(folder)).toBe(false);
  });
  it("has trees of sources of some size, and not of the largest", () => {
    const folder = makeFolder();
    const keep = (source: Uint8Array, sizes: Partial<ProgramCacheSizes>): number => {
      open({ folder, sizes }).keep(source, legacy, parsed(source));
      return readdirSync(folder).length;
    };
    const source = bytesOf(text);
    expect(keep(source, { smallestSource: source.length + 1 })).toBe(0);
    expect(keep(source, { largestEntry: 500 })).toBe(0);
    expect(keep(source, { smallestSource: source.length })).toBe(1);
    expect(found(open({ folder, sizes: { smallestSource: source.length + 1 } }), source)).toBeNull();
    expect(found(open({ folder, sizes: { largestEntry: 500 } }), source)).toBeNull();
  });
  it("stays as small as it is meant to, and loses what was used least lately", () => {
    const folder = makeFolder();
    const all = 200_000;
    const sizes = { all };
    const first = bytesOf(`[ "first" (${text}) ]`);
    const numbered = (at: number): Uint8Array => bytesOf(`[ ${at} ${"(x: x) ".repeat(20)} ]`);
    open({ folder, sizes }).keep(first, legacy, parsed(first));
    const [name = ""] = readdirSync(folder);
    let largest = 0;
    for (let at = 0; at < 300; at++) {
      const store = open({ folder, sizes });
      store.keep(numbered(at), legacy, parsed(numbered(at)));
      // What is left of an older version goes like the rest, and time passes.
      for (const file of readdirSync(folder)) {
        const { mtimeMs } = statSync(join(folder, file));
        utimesSync(join(folder, file), mtimeMs / 1000 - 3600, mtimeMs / 1000 - 3600);
      }
      expect(found(store, first)).not.toBeNull();
      const size = readdirSync(folder).reduce(
        (sum, file) => sum + Math.ceil(statSync(join(folder, file)).size / 4096) * 4096,
        0,
      );
      largest = Math.max(largest, size);
    }
    expect(largest).toBeGreaterThan(all * 0.7);
    expect(largest).toBeLessThan(all * 1.5);
    expect(readdirSync(folder)).toContain(name);
    expect(found(open({ folder }), numbered(0))).toBeNull();
    expect(found(open({ folder }), numbered(299))).not.toBeNull();
  });
  it("is where the environment says, unless that wants none", () => {
    // From sources there is none: they may change between two runs.
    expect(programCacheOf({ XDG_CACHE_HOME: "/cache" })).toBeNull();
  });
});

describe("programs", () => {
  const request = { shadowed: new Set<string>(), features: null };

  function countingStore(store: TreeStore): { store: TreeStore; finds: () => number; keeps: () => number } {
    const counts = { finds: 0, keeps: 0 };
    return {
      store: {
        find(source, langver) {
          const tree = store.find(source, langver);
          if (tree !== null) counts.finds++;
          return tree;
        },
        keep(source, langver, tree) {
          counts.keeps++;
          store.keep(source, langver, tree);
        },
      },
      finds: () => counts.finds,
      keeps: () => counts.keeps,
    };
  }

  it("are the same from kept trees as from sources", () => {
    const folder = makeFolder();
    fc.assert(
      fc.property(programs(), choices(), fc.constantFrom("legacy", "nix2"), (program, style, edition) => {
        const source = bytesOf(printProgram(program, { dialect: edition, choices: style }));
        const file = new SourceFile("/file.nix", "file", () => source);
        const read = (trees?: TreeStore): string =>
          normalForm(createProgramReader({ langver: makeLangver(edition), trees })(source, file, request).term);
        const expected = read();
        expect(read(open({ folder }))).toBe(expected);
        const second = countingStore(open({ folder }));
        expect(read(second.store)).toBe(expected);
        expect([second.finds(), second.keeps()]).toEqual([1, 0]);
      }),
      { numRuns: 100 },
    );
  });
  it("with errors or warnings are parsed each time", () => {
    const folder = makeFolder();
    const read = (source: string): string => {
      const store = open({ folder });
      const file = new SourceFile("/file.nix", "file", () => bytesOf(source));
      try {
        createProgramReader({ langver: legacy, trees: store })(bytesOf(source), file, request);
        return "read";
      } catch (error) {
        if (!(error instanceof EvalError)) throw error;
        return error.message;
      }
    };
    for (const wrong of ["{ a = 1", "{ a = 1; a = 2; }", "{ x, x }: x", "1 2 3 ]", ""]) {
      const message = read(wrong);
      expect(message).not.toBe("read");
      expect(read(wrong)).toBe(message);
      expect(readdirSync(folder)).toEqual([]);
    }
    // Lix does not accept it.
    expect(read("x: ./a//b/c${x}")).toBe("read");
    expect(readdirSync(folder)).toEqual([]);
    // The tree is kept; that a name is undefined is found with each lowering.
    const message = read("undefined-variable-of-this-test");
    expect(readdirSync(folder)).toHaveLength(1);
    expect(message).toMatch(/undefined variable/u);
    expect(read("undefined-variable-of-this-test")).toBe(message);
  });
  it("come from kept trees in evaluations that ask for it", () => {
    const folder = makeFolder();
    const files = memoryFiles(new Map([["/a.nix", bytesOf("{ x }: x * 2")]]));
    const evaluate = (trees?: TreeStore): unknown =>
      evaluateText(
        createEvaluator({ host: nodeHost({ files }), ...(trees === undefined ? {} : { trees }) }),
        "import /a.nix { x = 21; }",
        "text",
        "/",
      );
    const expected = evaluate();
    expect(readdirSync(folder)).toEqual([]);
    const counts = [0, 2].map((finds) => {
      const counting = countingStore(open({ folder }));
      expect(evaluate(counting.store)).toEqual(expected);
      return [counting.finds(), finds];
    });
    expect(counts).toEqual([
      [0, 0],
      [2, 2],
    ]);
  });
});

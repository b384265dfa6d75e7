/** Images: what they are made of, that machines use them, and that they stay what they are wherever they are kept. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLangver } from "@lix-tools/parser";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { ImageStore } from "../src/linear/image-store.ts";
import * as layout from "../src/linear/layout.ts";
import { LinearMachine } from "../src/linear/linear-machine.ts";
import { visitFields } from "../src/linear/node-fields.ts";
import { createEvaluator, forceDeep, printValue } from "../src/index.ts";
import { nodeHost } from "../src/node/index.ts";
import { openImageCache } from "../src/node/image-cache.ts";
import { machineModule } from "../src/node/machine-module.ts";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "images-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in memory that counts, and has what was kept as words of its own. */
class CountingStore implements ImageStore {
  readonly images = new Map<string, readonly number[]>();
  found = 0;
  kept = 0;

  wants(source: Uint8Array): boolean {
    return source.length < 1000;
  }

  find(source: Uint8Array, folder: string): Uint32Array | null {
    const image = this.images.get(`${Buffer.from(source).toString("latin1")} ${folder}`);
    if (image === undefined) return null;
    this.found++;
    return Uint32Array.from(image);
  }

  keep(source: Uint8Array, folder: string, image: Uint32Array): void {
    this.images.set(`${Buffer.from(source).toString("latin1")} ${folder}`, [...image]);
    this.kept++;
  }
}

/** Returns what a new machine with these images makes of a text. */
function evaluate(text: string, images: ImageStore, folder = "/folder"): string {
  const machine = createEvaluator({ host: nodeHost() });
  const linear = new LinearMachine(machine, { module: machineModule(), megabytes: 64, images });
  return printValue(forceDeep(linear.text(text, "text", folder)));
}

/** The sources that each machine reads first. */
const ownSources = 2;

describe("the image of a source", () => {
  it("is made once and used by other machines", () => {
    const store = new CountingStore();
    const text = 'let f = { a ? 1, b }@args: rec { c = a + b; d = "${toString c}!"; e = args.b; }; in f { b = 2; }';
    const expected = '{ c = 3; d = "3!"; e = 2; }';
    expect(evaluate(text, store)).toBe(expected);
    expect([store.found, store.kept]).toEqual([0, ownSources + 1]);
    // Names of this one get symbols first, so that those of the other get others.
    expect(evaluate(`let zz = 1; e = 2; d = 3; in { inherit zz e d; }`, store)).toBe("{ d = 3; e = 2; zz = 1; }");
    expect(evaluate(text, store)).toBe(expected);
    expect([store.found, store.kept]).toEqual([2 * ownSources + 1, ownSources + 2]);
  });
  it("is the same whenever it is made", () => {
    const text = "{ a = ./a; b = x: [ x (y: y ? a.b) ]; c = assert true; ''x${./c}''; }.b 1";
    const [first, second] = [new CountingStore(), new CountingStore()];
    evaluate(text, first);
    evaluate("1", second);
    evaluate(text, second);
    const key = `${text} /folder`;
    expect(second.images.get(key)).toEqual(first.images.get(key));
  });
  it("depends on the folder, which paths start from", () => {
    const store = new CountingStore();
    for (const folder of ["/a", "/b", "/a"]) expect(evaluate("[ ./x ../y ]", store, folder)).toBe(`[ ${folder}/x /y ]`);
    expect(store.kept).toBe(ownSources + 2);
  });
  it("is none where a part of the source that nothing needs is nested too deep", () => {
    const store = new CountingStore();
    const wants = vi.spyOn(store, "wants").mockReturnValue(true);
    const deep = `{ a = 1; b = { c = ${"1+".repeat(30_000)}1; }; }.a`;
    for (let turn = 0; turn < 2; turn++) expect(evaluate(deep, store)).toBe("1");
    expect(wants).toHaveBeenCalledTimes(ownSources + 2);
    expect(store.kept).toBe(ownSources);
  });
  it("is none where the store would not take it", () => {
    const store = new CountingStore();
    expect(evaluate(`1 ${" ".repeat(1000)}`, store)).toBe("1");
    expect(store.kept).toBe(ownSources);
  });
  it("has positions in the source that it is of", () => {
    const store = new CountingStore();
    const folder = makeFolder();
    writeFileSync(join(folder, "set.nix"), "{\n  a = 1;\n}\n");
    writeFileSync(join(folder, "copy.nix"), "{\n  a = 1;\n}\n");
    const at = (name: string): string =>
      evaluate(`builtins.unsafeGetAttrPos "a" (import ${folder}/${name}.nix)`, store, folder);
    for (const name of ["set", "copy", "set"]) {
      expect(at(name)).toBe(`{ column = 3; file = "${folder}/${name}.nix"; line = 2; }`);
    }
    expect(store.kept).toBe(ownSources + 1 + 2);
  });
});

describe("images of earlier runs", () => {
  const globals = ["builtins", "map"];
  const legacy = makeLangver("legacy");
  const source = new TextEncoder().encode("{ a = 1; }");
  const image = Uint32Array.of(1, 2, 3);

  it("are of one source, folder, language, evaluator and set of globals", () => {
    const folder = makeFolder();
    const options = { folder, digest: "digest", langver: legacy, globals };
    openImageCache(options).keep(source, "/folder", image);
    expect(readdirSync(folder)).toHaveLength(1);
    const found = (changes: Partial<typeof options>, text = source, place = "/folder"): Uint32Array | null =>
      openImageCache({ ...options, ...changes }).find(text, place);
    expect(found({})).toEqual(image);
    expect(found({}, source, "/folder2")).toBeNull();
    expect(found({}, new TextEncoder().encode("{ a = 2; }"))).toBeNull();
    expect(found({ digest: "other" })).toBeNull();
    expect(found({ langver: makeLangver("nix2") })).toBeNull();
    expect(found({ globals: ["map", "builtins"] })).toBeNull();
  });
  it("are none of sources whose images may be too large", () => {
    const sizes = { smallestSource: 0, largestEntry: 1200, all: 10_000 };
    const store = openImageCache({ folder: makeFolder(), digest: "digest", langver: legacy, globals, sizes });
    expect([100, 101].map((length) => store.wants(new Uint8Array(length)))).toEqual([true, false]);
  });
});

describe("the fields of nodes", () => {
  const tags = Object.entries(layout).filter(([name]) => name.startsWith("NODE_") && name !== "NODE_STUB");
  it.each(tags)("are known of %s", (_name, tag) => {
    const words = new Uint32Array(16);
    words[0] = tag;
    words[1] = 7;
    const seen: number[][] = [];
    visitFields(words, 0, (field, at) => seen.push([field, at]));
    expect(seen).toEqual([[layout.FIELD_POSITION, 1]]);
  });
});

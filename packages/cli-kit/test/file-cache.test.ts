/** What is remembered of files, when it is believed, and what broken caches do. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CacheRecord, decodeCache, encodeCache } from "../src/file-cache/cache-format.ts";
import { listingsPathOf } from "../src/file-cache/listings-path.ts";
import { digestBytes } from "../src/file-cache/digest.ts";
import { cachePathOf, digestOf, openFileCache, removeCache } from "../src/file-cache/index.ts";

let directory: string;
let cachePath: string;
let absolute: string;
const context = digestOf("version 1");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "file-cache-"));
  cachePath = join(directory, "deep", "er", "cache");
  absolute = join(directory, "a.nix");
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Writes the file as if a while ago. */
function write(text: string, secondsAgo = 60): void {
  writeFileSync(absolute, text);
  const when = Date.now() / 1000 - secondsAgo;
  utimesSync(absolute, when, when);
}

const file = (): { path: string; absolute: string } => ({ path: "a.nix", absolute });

function rememberNow(payload: string): void {
  const cache = openFileCache(cachePath);
  const { state } = cache.lookup(file(), context);
  if (state === null) throw new Error("no file");
  cache.remember(file(), { state, digest: digestOf(readFileSync(absolute)), context, payload: bytes(payload) });
  cache.save();
}

function recall(asked: Uint8Array = context): string | null {
  const { payload } = openFileCache(cachePath).lookup(file(), asked);
  return payload === null ? null : new TextDecoder().decode(payload);
}

describe("a cache of files", () => {
  it("gives back what it was given", () => {
    write("1");
    expect(recall()).toBeNull();
    rememberNow("one");
    expect(recall()).toBe("one");
  });
  it("forgets when the bytes change, even to the same size at the same time", () => {
    write("1");
    rememberNow("one");
    const { atime, mtime } = statSync(absolute);
    writeFileSync(absolute, "2");
    utimesSync(absolute, atime, mtime);
    expect(recall()).toBeNull();
  });
  it("forgets when something else changes that decides", () => {
    write("1");
    rememberNow("one");
    expect(recall(digestOf("version 2"))).toBeNull();
  });
  it("believes equal bytes under another time", () => {
    write("1");
    rememberNow("one");
    write("1", 30);
    expect(recall()).toBe("one");
  });
  it("knows nothing of a file that is gone", () => {
    write("1");
    rememberNow("one");
    rmSync(absolute);
    expect(openFileCache(cachePath).lookup(file(), context)).toEqual({ payload: null, state: null });
  });
  it("is empty when it is broken, cut off or removed", () => {
    write("1");
    rememberNow("one");
    const whole = readFileSync(cachePath);
    for (const broken of [whole.subarray(0, 30), whole.subarray(1), Buffer.concat([whole, whole]), Buffer.alloc(0)]) {
      writeFileSync(cachePath, broken);
      expect(recall()).toBeNull();
    }
    writeFileSync(cachePath, whole);
    expect(recall()).toBe("one");
    removeCache(cachePath);
    expect(recall()).toBeNull();
  });
  it("is removed with the listings beside it", () => {
    write("1");
    rememberNow("one");
    writeFileSync(listingsPathOf(cachePath), "");
    removeCache(cachePath);
    expect(readdirSync(dirname(cachePath))).toEqual([]);
  });
  it("that cannot be written is no error", () => {
    write("1");
    cachePath = join(absolute, "cache");
    rememberNow("one");
    expect(recall()).toBeNull();
  });
  it("forgets what nobody asks for any more", () => {
    write("1");
    rememberNow("one");
    const other = join(directory, "b.nix");
    writeFileSync(other, "2");
    for (let run = 0; run < 25; run++) {
      const cache = openFileCache(cachePath);
      const { state } = cache.lookup({ path: "b.nix", absolute: other }, context);
      if (state === null) throw new Error("no file");
      cache.remember({ path: "b.nix", absolute: other }, { state, digest: digestOf(""), context, payload: bytes("") });
      cache.save();
    }
    expect([...decodeCache(readFileSync(cachePath)).keys()]).toEqual(["b.nix"]);
  });
  it("has a place of its own for every command and directory", () => {
    const env = { XDG_CACHE_HOME: directory };
    const places = [
      cachePathOf("lix-lint", "/a", env),
      cachePathOf("lix-lint", "/b", env),
      cachePathOf("lix-fmt", "/a", env),
    ];
    expect(new Set(places).size).toBe(3);
    expect(places.every((place) => place.startsWith(directory))).toBe(true);
  });
});

describe("the format of a cache", () => {
  const digest = fc.uint8Array({ minLength: digestBytes, maxLength: digestBytes });
  const number = fc.double({ noNaN: true, min: 0, max: 2 ** 53 });
  const record: fc.Arbitrary<CacheRecord> = fc.record({
    state: fc.record({ size: number, modified: number, changed: number, inode: number }),
    isSettled: fc.boolean(),
    digest,
    context: digest,
    payload: fc.uint8Array({ maxLength: 20 }),
    age: fc.nat(20),
  });
  const path = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0"));

  it("brings back every record", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, record)), (entries) => {
        const records = new Map(entries);
        expect(plain(decodeCache(encodeCache(records)))).toEqual(plain(records));
      }),
    );
  });
  it("reads any bytes without failing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, record)), fc.nat(), fc.nat(255), (entries, at, byte) => {
        const encoded = encodeCache(new Map(entries));
        encoded[at % encoded.length] = byte;
        expect(decodeCache(encoded).size).toBeLessThanOrEqual(entries.length);
      }),
    );
  });
});

function plain(records: ReadonlyMap<string, CacheRecord>): unknown {
  return [...records].map(([key, { digest, context: asked, payload, state, isSettled, age }]) => [
    key,
    { state, isSettled, age, digest: [...digest], context: [...asked], payload: [...payload] },
  ]);
}

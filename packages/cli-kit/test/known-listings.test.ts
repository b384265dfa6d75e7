/** Listings kept from run to run: when they are believed, and what broken files of them do. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { discoverFiles } from "@lix-tools/cli-kit/discovery";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ListingDisk, openListings, realDisk } from "../src/discovery/known-listings.ts";
import { decodeListings, encodeListings, type KnownListing } from "../src/discovery/listing-format.ts";
import type { DirectoryEntry } from "../src/discovery/listing.ts";
import { temporaryTree } from "./temporary-tree.ts";

const state = { modified: 1000, changed: 1000.25, inode: 7, device: 2 };
const entries: readonly DirectoryEntry[] = [{ name: "a.nix", kind: "file" }];

/** A disk with one directory of one state. */
function diskWith(more: Partial<ListingDisk> = {}): ListingDisk {
  return { stateOf: () => state, read: () => entries, now: () => 10_000, ...more };
}

/** Lists a directory in a run of its own; tells whether the disk was read. */
function list(path: string, disk: ListingDisk): { isRead: boolean; names: string[] } {
  let isRead = false;
  const read: ListingDisk["read"] = (directory) => {
    isRead = true;
    return disk.read(directory);
  };
  const listings = openListings(path, { ...disk, read });
  const names = listings.readDirectory("/d").map(({ name }) => name);
  listings.save();
  return { isRead, names };
}

const fileIn = (root: string): string => join(root, "deep", "er", "listings");

describe("a listing", () => {
  it("is kept while the state of the directory is the same", () => {
    const path = fileIn(temporaryTree());
    expect(list(path, diskWith())).toEqual({ isRead: true, names: ["a.nix"] });
    expect(list(path, diskWith())).toEqual({ isRead: false, names: ["a.nix"] });
  });
  it.each([
    ["modified", { ...state, modified: 1000.5 }],
    ["changed", { ...state, changed: 1001 }],
    ["inode", { ...state, inode: 8 }],
    ["device", { ...state, device: 3 }],
  ])("is read again when this differs: %s", (_, other) => {
    const path = fileIn(temporaryTree());
    list(path, diskWith());
    expect(list(path, diskWith({ stateOf: () => other, read: () => [] }))).toEqual({ isRead: true, names: [] });
  });
  it.each([
    ["has just been modified", { stateOf: () => ({ ...state, modified: 8500 }) }],
    ["has just been changed", { stateOf: () => ({ ...state, changed: 8500 }) }],
    ["has a time that is still to come", { stateOf: () => ({ ...state, modified: 20_000 }) }],
    ["is on a file system that does not keep times", { stateOf: () => ({ ...state, modified: 0, changed: 0 }) }],
    ["cannot be asked for its state", { stateOf: () => null }],
  ])("is not kept of a directory that %s", (_, more) => {
    const path = fileIn(temporaryTree());
    list(path, diskWith(more));
    expect(list(path, diskWith(more)).isRead).toBe(true);
  });
  it("is not kept of a directory that cannot be read", () => {
    const path = fileIn(temporaryTree());
    const denied = (): never => {
      throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    list(path, diskWith());
    const unreadable = diskWith({ stateOf: () => ({ ...state, changed: 2000 }), read: denied });
    expect(() => list(path, unreadable)).toThrow("no");
    const gone = diskWith({ stateOf: () => null, read: denied });
    expect(() => list(path, gone)).toThrow("no");
  });
  it("is forgotten when nobody asks for it in many runs", () => {
    const path = fileIn(temporaryTree());
    list(path, diskWith());
    for (let run = 0; run < 25; run++) {
      const listings = openListings(path, diskWith());
      listings.readDirectory(`/other/${run}`);
      listings.save();
      expect(decodeListings(readFileSync(path)).has("/d")).toBe(run < 20);
    }
  });
  it("is not missed where it cannot be written", () => {
    const root = temporaryTree({ "a-file": "" });
    const path = join(root, "a-file", "listings");
    expect(list(path, diskWith())).toEqual({ isRead: true, names: ["a.nix"] });
    expect(list(path, diskWith())).toEqual({ isRead: true, names: ["a.nix"] });
  });
});

describe("a walk with listings", () => {
  /** A tree whose directories were last changed long ago, and what a run after another finds in it. */
  function treeOf(tree: Parameters<typeof temporaryTree>[0]): { root: string; walk: () => Promise<string[]> } {
    const root = temporaryTree(tree);
    const path = fileIn(temporaryTree());
    for (const file of Object.keys(tree ?? {})) {
      for (let at = dirname(join(root, file)); at.startsWith(root); at = dirname(at)) utimesSync(at, 1e9, 1e9);
    }
    const walk = async (): Promise<string[]> => {
      const kept = openListings(path, { ...realDisk, now: () => Date.now() + 60_000 });
      const { files, reports } = await discoverFiles({ paths: ["."], cwd: root, readDirectory: kept.readDirectory });
      kept.save();
      const fresh = await discoverFiles({ paths: ["."], cwd: root });
      expect({ files, reports }).toEqual({ files: fresh.files, reports: fresh.reports });
      return [
        ...files.map((file) => file.path),
        ...reports.flatMap((report) => report.diagnostics.map(({ code }) => code)),
      ];
    };
    return { root, walk };
  }

  it("sees what is added, removed and renamed", async () => {
    const { root, walk } = treeOf({ "a.nix": "", "b/c.nix": "", "b/d.nix": "", "e/f.nix": "" });
    expect(await walk()).toEqual(["a.nix", "b/c.nix", "b/d.nix", "e/f.nix"]);
    writeFileSync(join(root, "b", "new.nix"), "");
    rmSync(join(root, "b", "c.nix"));
    renameSync(join(root, "a.nix"), join(root, "z.nix"));
    expect(await walk()).toEqual(["b/d.nix", "b/new.nix", "e/f.nix", "z.nix"]);
    rmSync(join(root, "e"), { recursive: true });
    expect(await walk()).toEqual(["b/d.nix", "b/new.nix", "z.nix"]);
  });
  it("sees what an entry has become", async () => {
    const { root, walk } = treeOf({ "a/b.nix": "", "a/c.nix/d.nix": "" });
    await walk();
    rmSync(join(root, "a", "b.nix"));
    mkdirSync(join(root, "a", "b.nix"));
    writeFileSync(join(root, "a", "b.nix", "e.nix"), "");
    rmSync(join(root, "a", "c.nix"), { recursive: true });
    writeFileSync(join(root, "a", "c.nix"), "");
    expect(await walk()).toEqual(["a/b.nix/e.nix", "a/c.nix"]);
  });
  it("sees another directory under an old name", async () => {
    const { root, walk } = treeOf({ "a/b.nix": "", "c/d.nix": "" });
    await walk();
    renameSync(join(root, "a"), join(root, "e"));
    renameSync(join(root, "c"), join(root, "a"));
    expect(await walk()).toEqual(["a/d.nix", "e/b.nix"]);
  });
  it("reads ignore files anew, which change without their directory", async () => {
    const { root, walk } = treeOf({ "a.nix": "", "b/c.nix": "", ".lixignore": "b" });
    expect(await walk()).toEqual(["a.nix"]);
    const before = statSync(root).mtimeMs;
    writeFileSync(join(root, ".lixignore"), "a.nix");
    expect(statSync(root).mtimeMs).toBe(before);
    expect(await walk()).toEqual(["b/c.nix"]);
  });
  it("looks behind links anew, too", async () => {
    const { root, walk } = treeOf({ "a/b.nix": "", "c/link.nix": { link: "../a/b.nix" } });
    expect(await walk()).toEqual(["a/b.nix"]);
    rmSync(join(root, "a", "b.nix"));
    expect(await walk()).toEqual(["io/broken-symlink"]);
  });
});

describe("a file of listings", () => {
  const kinds = fc.constantFrom<DirectoryEntry["kind"]>("directory", "file", "link", "other");
  const name = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0"));
  const listing = fc
    .record({
      state: fc.record({ modified: fc.double(), changed: fc.double(), inode: fc.nat(), device: fc.nat() }),
      age: fc.nat(30),
      found: fc.array(fc.record({ name, kind: kinds })),
    })
    .map(({ found, ...rest }): KnownListing => ({ ...rest, entries: () => found }));
  const listings = fc.uniqueArray(fc.tuple(name, listing), { selector: ([path]) => path });
  const plain = (map: ReadonlyMap<string, KnownListing>): unknown =>
    [...map].map(([path, { state: itsState, age, entries: read }]) => [path, { ...itsState }, age, read()]);

  it("gives back what was written", () => {
    fc.assert(
      fc.property(listings, (written) => {
        const map = new Map(written);
        expect(plain(decodeListings(encodeListings(map)))).toEqual(plain(map));
      }),
    );
  });
  it("is empty when it is cut off or a byte of it is another", () => {
    fc.assert(
      fc.property(listings, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, change) => {
        const bytes = encodeListings(new Map(written));
        expect(decodeListings(bytes.subarray(0, place % bytes.length)).size).toBe(0);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        expect(decodeListings(bytes).size).toBe(0);
      }),
    );
  });
  it("is empty when it is something else", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeListings(bytes).size).toBe(0);
      }),
    );
  });
});

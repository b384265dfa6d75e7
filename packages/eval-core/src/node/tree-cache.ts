/**
 * Trees of sources that an earlier run parsed, in a folder of files, one for each source of some size. What is there was
 * put there by the user's own runs and nobody else, or it is not used; nothing that goes wrong here is an error.
 *
 * Words are those of the machine, as are the records of trees, so that an entry is used where it was read:
 *
 *     0    8  magic
 *     8    4  records
 *     12   4  bytes of the source
 *     16  32  SHA-256 of the source
 *     48  32  SHA-256 of all else that decides about the entry: the parser, the machine, the language
 *     80   4  CRC-32 of all other bytes
 *     84      records
 */
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writevSync,
} from "node:fs";
import { join } from "node:path";
import { isOwn, isOwnFolder } from "@lix-tools/cli-kit/user-cache";
import { type Allocate, type Langver, recordWords } from "@lix-tools/parser";
import type { StoredTree, TreeStore } from "../program.ts";
import type { TreeCacheSettings } from "./tree-cache-settings.ts";

/** How much is kept, in bytes. */
export interface TreeCacheSizes {
  /** The smallest source whose tree is: reading an entry takes as long as parsing so much. */
  readonly smallestSource: number;
  readonly largestEntry: number;
  /** What all entries may come to, about. */
  readonly all: number;
}

export interface TreeCacheOptions extends TreeCacheSettings {
  /** Gives the memory of trees. */
  readonly allocate: Allocate;
  readonly sizes?: TreeCacheSizes;
}

const usualSizes: TreeCacheSizes = { smallestSource: 1 << 10, largestEntry: 1 << 25, all: 1 << 28 };

const magic: Uint8Array = Buffer.from("lixtree1");
const headBytes = 84;
const sumAt = 80;
const recordBytes = recordWords * Uint32Array.BYTES_PER_ELEMENT;

/** Milliseconds after which an entry that is used is marked as used again. The oldest are the first to go. */
const freshFor = 24 * 3600 * 1000;

/**
 * Returns the trees in a folder, or null where there are none and none can be kept. The first run only makes the folder,
 * so that a machine that is thrown away after a run writes nothing for the next one.
 */
export function openTreeCache(options: TreeCacheOptions): TreeStore | null {
  const { folder } = options;
  try {
    if (isOwnFolder(folder)) return new TreeCache(options);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Then it is as if there were none.
  }
  return null;
}

/** What an entry is found by. */
interface Key {
  readonly path: string;
  /** The entry's first bytes but for the number of records. */
  readonly head: Buffer;
}

class TreeCache implements TreeStore {
  private readonly options: TreeCacheOptions;
  private readonly sizes: TreeCacheSizes;
  private readonly contexts = new Map<string, Buffer>();
  /** Where writing fails once it mostly does. */
  private canWrite = true;
  /** Of the source that was last asked for, which is the one to be kept. */
  private last: { readonly source: Uint8Array; readonly langver: Langver; readonly key: Key } | null = null;

  constructor(options: TreeCacheOptions) {
    this.options = options;
    this.sizes = options.sizes ?? usualSizes;
  }

  find(source: Uint8Array, langver: Langver): StoredTree | null {
    if (source.length < this.sizes.smallestSource) return null;
    const { path, head } = this.keyOf(source, langver);
    let file: number | null = null;
    try {
      file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      return this.read(file, head);
    } catch {
      return null;
    } finally {
      if (file !== null) closeSync(file);
    }
  }

  keep(source: Uint8Array, langver: Langver, { records, nodeCount }: StoredTree): void {
    const { smallestSource, largestEntry, all } = this.sizes;
    const size = headBytes + nodeCount * recordBytes;
    if (!this.canWrite || source.length < smallestSource || size > largestEntry) return;
    const { path, head } = this.keyOf(source, langver);
    const body = new Uint8Array(records.buffer, records.byteOffset, nodeCount * recordBytes);
    head.writeUInt32LE(nodeCount, 8);
    head.writeUInt32LE(sumOf(head, body), sumAt);
    try {
      writeWhole(path, [head, body]);
      // Digests are as good as chance: the folder is looked through about once while a sixteenth of its bound is written.
      if (head.readUInt32LE(16) < (size / (all / 16)) * 2 ** 32) removeOldest(this.options.folder, all);
    } catch {
      this.canWrite = false;
    }
  }

  private read(file: number, head: Buffer): StoredTree | null {
    const stats = fstatSync(file);
    const { size } = stats;
    if (!stats.isFile() || !isOwn(stats) || size < headBytes || size > this.sizes.largestEntry) return null;
    const memory = this.options.allocate(size);
    const bytes = new Uint8Array(memory);
    if (readSync(file, bytes, 0, size, 0) !== size) return null;
    const nodeCount = (size - headBytes) / recordBytes;
    if (!Number.isInteger(nodeCount)) return null;
    head.writeUInt32LE(nodeCount, 8);
    const body = bytes.subarray(headBytes);
    head.writeUInt32LE(sumOf(head, body), sumAt);
    if (head.compare(bytes, 0, headBytes) !== 0) return null;
    if (this.canWrite && stats.mtimeMs + freshFor < Date.now()) this.markUsed(file);
    return { records: new Uint32Array(memory, headBytes, nodeCount * recordWords), nodeCount };
  }

  private markUsed(file: number): void {
    try {
      const now = Date.now() / 1000;
      futimesSync(file, now, now);
    } catch {
      this.canWrite = false;
    }
  }

  private keyOf(source: Uint8Array, langver: Langver): Key {
    const { last } = this;
    if (last?.source === source && last.langver === langver) return last.key;
    const digest = digestOf(source);
    const context = this.contextOf(langver);
    const head = Buffer.alloc(headBytes);
    head.set(magic, 0);
    head.writeUInt32LE(source.length, 12);
    head.set(digest, 16);
    head.set(context, 48);
    const name = `${digest.toString("hex", 0, 16)}${context.toString("hex", 0, 4)}`;
    const key = { path: join(this.options.folder, name), head };
    this.last = { source, langver, key };
    return key;
  }

  private contextOf({ edition, dialect, features }: Langver): Buffer {
    const text = [this.options.parser, process.arch, edition, dialect, ...[...features].sort()].join(" ");
    let context = this.contexts.get(text);
    if (context === undefined) {
      context = digestOf(text);
      this.contexts.set(text, context);
    }
    return context;
  }
}

function digestOf(data: Uint8Array | string): Buffer {
  // Evaluations mostly load it for the hashes of derivations.
  return process.getBuiltinModule("node:crypto").hash("sha256", data, "buffer");
}

function sumOf(head: Buffer, body: Uint8Array): number {
  const { crc32 } = process.getBuiltinModule("node:zlib");
  return crc32(body, crc32(head.subarray(0, sumAt)));
}

/** Puts pieces in the place of a file, which others see as it was or whole. */
function writeWhole(path: string, pieces: readonly Uint8Array[]): void {
  const beside = `${path}.${process.pid}.${Date.now()}`;
  const file = openSync(beside, "wx", 0o600);
  try {
    try {
      const size = pieces.reduce((sum, { length }) => sum + length, 0);
      if (writevSync(file, pieces) !== size) throw new Error("no space");
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Removes the files of a folder that were used least lately, until the others come to less than three quarters. */
function removeOldest(folder: string, bound: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ path, size: stats.size, used: stats.mtimeMs }];
  });
  let size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= bound) return;
  for (const file of files.sort((left, right) => left.used - right.used)) {
    if (size <= bound * 0.75) return;
    rmSync(file.path, { force: true });
    size -= file.size;
  }
}

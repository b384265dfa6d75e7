/**
 * Trees of sources that an earlier run parsed, in a folder of files, one for each source of some size. What is there was
 * put there by the user's own runs and nobody else, or it is not used; nothing that goes wrong here is an error.
 *
 * An entry is used as it was read, so its words are those of the machine, as are the records of trees:
 *
 *     0   4  CRC-32 of all that follows
 *     4   4  records
 *     8   …  what the tree depends on besides the source: this form, the parser, the machine, the language; a
 *            multiple of 4 bytes
 *     …      records
 *     …      the source
 *
 * The name tells where to look and proves nothing: an entry counts if all of it is as expected. Comparing sources costs
 * less than digests of them, which have to be loaded first.
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

/** Changes with the form of entries. */
const form = "lix-eval tree 1";
const headBytes = 8;
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

/** What a tree depends on besides the source. */
interface Context {
  readonly bytes: Uint8Array;
  /** In the names of entries. */
  readonly mark: string;
}

/** A source in a language, and where its tree is. */
interface Place {
  readonly source: Uint8Array;
  readonly context: Context;
  readonly path: string;
}

class TreeCache implements TreeStore {
  private readonly options: TreeCacheOptions;
  private readonly sizes: TreeCacheSizes;
  private readonly contexts = new Map<Langver, Context>();
  /** Where writing fails once it mostly does. */
  private canWrite = true;
  /** What was last looked for, which is what is kept next. */
  private last: Place | null = null;

  constructor(options: TreeCacheOptions) {
    this.options = options;
    this.sizes = options.sizes ?? usualSizes;
  }

  find(source: Uint8Array, langver: Langver): StoredTree | null {
    if (source.length < this.sizes.smallestSource) return null;
    const place = this.placeOf(source, langver);
    let file: number | null = null;
    try {
      file = openSync(place.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      return this.read(file, place);
    } catch {
      return null;
    } finally {
      if (file !== null) closeSync(file);
    }
  }

  keep(source: Uint8Array, langver: Langver, { records, nodeCount }: StoredTree): void {
    const { smallestSource, largestEntry, all } = this.sizes;
    if (!this.canWrite || source.length < smallestSource) return;
    const { path, context } = this.placeOf(source, langver);
    const body = new Uint8Array(records.buffer, records.byteOffset, nodeCount * recordBytes);
    const size = headBytes + context.bytes.length + body.length + source.length;
    if (size > largestEntry) return;
    const head = new Uint32Array(2);
    const pieces = [new Uint8Array(head.buffer), context.bytes, body, source];
    head[1] = nodeCount;
    const sum = pieces.reduce((before, piece, index) => crc32(index === 0 ? piece.subarray(4) : piece, before), 0);
    head[0] = sum;
    try {
      writeWhole(path, pieces);
      // Sums are as good as chance: the folder is looked through about once while a sixteenth of its bound is written.
      if (sum < (size / (all / 16)) * 2 ** 32) removeOldest(this.options.folder, all);
    } catch {
      this.canWrite = false;
    }
  }

  private read(file: number, { source, context }: Place): StoredTree | null {
    const stats = fstatSync(file);
    const { size } = stats;
    const start = headBytes + context.bytes.length;
    const nodeCount = (size - start - source.length) / recordBytes;
    if (!Number.isInteger(nodeCount) || nodeCount < 1 || size > this.sizes.largestEntry) return null;
    if (!stats.isFile() || !isOwn(stats)) return null;
    const memory = this.options.allocate(size);
    const bytes = new Uint8Array(memory);
    if (readSync(file, bytes, 0, size, 0) !== size) return null;
    const head = new Uint32Array(memory, 0, 2);
    if (head[0] !== crc32(bytes.subarray(4), 0) || head[1] !== nodeCount) return null;
    if (!isSame(bytes.subarray(headBytes, start), context.bytes)) return null;
    if (!isSame(bytes.subarray(size - source.length), source)) return null;
    if (this.canWrite && stats.mtimeMs + freshFor < Date.now()) this.markUsed(file);
    return { records: new Uint32Array(memory, start, nodeCount * recordWords), nodeCount };
  }

  private markUsed(file: number): void {
    try {
      const now = Date.now() / 1000;
      futimesSync(file, now, now);
    } catch {
      this.canWrite = false;
    }
  }

  private placeOf(source: Uint8Array, langver: Langver): Place {
    const context = this.contextOf(langver);
    if (this.last?.source === source && this.last.context === context) return this.last;
    const name = `${hexOf(crc32(source, 0))}${hexOf(source.length)}${context.mark}`;
    this.last = { source, context, path: join(this.options.folder, name) };
    return this.last;
  }

  private contextOf(langver: Langver): Context {
    const known = this.contexts.get(langver);
    if (known !== undefined) return known;
    const { edition, dialect, features } = langver;
    const text = [form, this.options.parser, process.arch, edition, dialect, ...[...features].sort()].join(" ");
    const bytes = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4));
    const context = { bytes, mark: hexOf(crc32(bytes, 0)) };
    this.contexts.set(langver, context);
    return context;
  }
}

/** Loading it takes half a millisecond, which an evaluation without files need not spend. */
function crc32(bytes: Uint8Array, before: number): number {
  return process.getBuiltinModule("node:zlib").crc32(bytes, before);
}

function hexOf(word: number): string {
  return word.toString(16).padStart(8, "0");
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
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

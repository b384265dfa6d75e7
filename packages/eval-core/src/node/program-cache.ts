/**
 * What an earlier run made of sources, in a folder of files, one for each source and use of it. What is there was put there
 * by the user's own runs and nobody else, or it is not used; nothing that goes wrong here is an error.
 *
 * An entry is used as it was read, so its words are those of the machine:
 *
 *     0   4  CRC-32 of all that follows
 *     4   4  words of what was made
 *     8   …  what that depends on besides the source; a multiple of 4 bytes
 *     …      what was made
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
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { isOwn, isOwnFolder, writeEntry } from "@lix-tools/cli-kit/user-cache";
import type { Allocate, Langver } from "@lix-tools/parser";
import type { ProgramCacheSettings } from "./program-cache-settings.ts";

/** How much is kept, in bytes. */
export interface ProgramCacheSizes {
  /** The smallest source that is worth an entry. */
  readonly smallestSource: number;
  readonly largestEntry: number;
  /** What all entries may take of the disk, about. */
  readonly all: number;
}

export interface ProgramCacheOptions extends ProgramCacheSettings {
  /** What is kept, and in which form. */
  readonly form: string;
  /** Gives the memory of what is found, at least as much as is asked for. */
  readonly allocate: Allocate;
  readonly sizes: ProgramCacheSizes;
}

const headBytes = 8;
const wordBytes = Uint32Array.BYTES_PER_ELEMENT;

/** Milliseconds after which an entry that is used is marked as used again. The oldest are the first to go. */
const freshFor = 24 * 3600 * 1000;

/**
 * Tells whether there is a folder for what is kept, and makes it where there is none: the first run does only that, so that
 * a machine that is thrown away after a run writes nothing for the next one.
 */
export function isReadyFolder(folder: string): boolean {
  try {
    if (isOwnFolder(folder)) return true;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Then it is as if there were none.
  }
  return false;
}

/** Returns a language as text. */
export function langverText({ edition, dialect, features }: Langver): string {
  return [edition, dialect, ...[...features].sort()].join(" ");
}

/** What an entry depends on besides the source. */
interface Context {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** In the names of entries. */
  readonly mark: string;
}

/** A source in a context, and where its entry is. */
interface Place {
  readonly source: Uint8Array;
  readonly context: Context;
  readonly path: string;
}

export class ProgramCache {
  private readonly options: ProgramCacheOptions;
  /** Where writing fails once it mostly does. */
  private canWrite = true;
  /** What was last looked for, which is what is kept next. */
  private last: Place | null = null;

  constructor(options: ProgramCacheOptions) {
    this.options = options;
  }

  /** Returns what was made of a source in a context, or null. */
  find(source: Uint8Array, context: string): Uint32Array | null {
    if (source.length < this.options.sizes.smallestSource) return null;
    const place = this.placeOf(source, context);
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

  /** Takes what was made of a source in a context, which nobody changes afterwards. */
  keep(source: Uint8Array, contextText: string, words: Uint32Array): void {
    const { folder, sizes } = this.options;
    const { smallestSource, largestEntry, all } = sizes;
    if (!this.canWrite || source.length < smallestSource) return;
    const { path, context } = this.placeOf(source, contextText);
    const body = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const size = headBytes + context.bytes.length + body.length + source.length;
    if (size > largestEntry) return;
    const head = new Uint32Array(2);
    const pieces = [new Uint8Array(head.buffer), context.bytes, body, source];
    head[1] = words.length;
    const sum = pieces.reduce((before, piece, index) => crc32(index === 0 ? piece.subarray(4) : piece, before), 0);
    head[0] = sum;
    try {
      writeEntry(path, pieces, { isSynced: false });
      // Sums are as good as chance: the folder is looked through about once while a sixteenth of its bound is written.
      if (sum < (blocksOf(size) / (all / 16)) * 2 ** 32) removeOldest(folder, all);
    } catch {
      this.canWrite = false;
    }
  }

  private read(file: number, { source, context }: Place): Uint32Array | null {
    const stats = fstatSync(file);
    const { size } = stats;
    const start = headBytes + context.bytes.length;
    const count = (size - start - source.length) / wordBytes;
    if (!Number.isInteger(count) || count < 1 || size > this.options.sizes.largestEntry) return null;
    if (!stats.isFile() || !isOwn(stats)) return null;
    const memory = this.options.allocate(size);
    const bytes = new Uint8Array(memory, 0, size);
    if (readSync(file, bytes, 0, size, 0) !== size) return null;
    const head = new Uint32Array(memory, 0, 2);
    if (head[0] !== crc32(bytes.subarray(4), 0) || head[1] !== count) return null;
    if (!isSame(bytes.subarray(headBytes, start), context.bytes)) return null;
    if (!isSame(bytes.subarray(size - source.length), source)) return null;
    if (this.canWrite && stats.mtimeMs + freshFor < Date.now()) this.markUsed(file);
    return new Uint32Array(memory, start, count);
  }

  private markUsed(file: number): void {
    try {
      const now = Date.now() / 1000;
      futimesSync(file, now, now);
    } catch {
      this.canWrite = false;
    }
  }

  private placeOf(source: Uint8Array, contextText: string): Place {
    if (this.last?.source === source && this.last.context.text === contextText) return this.last;
    const context = this.contextOf(contextText);
    const name = `${hexOf(crc32(source, 0))}${hexOf(source.length)}${context.mark}`;
    this.last = { source, context, path: join(this.options.folder, name) };
    return this.last;
  }

  private contextOf(text: string): Context {
    if (this.last?.context.text === text) return this.last.context;
    const { form, digest } = this.options;
    const whole = Buffer.from([form, digest, process.arch, text].join(" "));
    const bytes = Buffer.concat([whole], Math.ceil(whole.length / wordBytes) * wordBytes);
    return { text, bytes, mark: hexOf(crc32(bytes, 0)) };
  }
}

/** Returns the CRC-32 of bytes after others. Loading it takes half a millisecond, which an evaluation without files need not spend. */
export function crc32(bytes: Uint8Array, before: number): number {
  return process.getBuiltinModule("node:zlib").crc32(bytes, before);
}

function hexOf(word: number): string {
  return word.toString(16).padStart(8, "0");
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/** Returns what so many bytes take of a disk. */
function blocksOf(size: number): number {
  return Math.ceil(size / 4096) * 4096;
}

/** Removes the files of a folder that were used least lately, until the others come to less than three quarters. */
function removeOldest(folder: string, bound: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ path, size: blocksOf(stats.size), used: stats.mtimeMs }];
  });
  let size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= bound) return;
  for (const file of files.sort((left, right) => left.used - right.used)) {
    if (size <= bound * 0.75) return;
    rmSync(file.path, { force: true });
    size -= file.size;
  }
}

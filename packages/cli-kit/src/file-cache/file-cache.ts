/**
 * Remembers what a command found out about files, from run to run: the payload a command gives for a file comes back as
 * long as neither the file nor what the command was asked (the context) has changed.
 *
 * Whether a file changed is asked of its state first, and then nothing is read. Where the state differs but the size
 * does not, or where the file was written so short before that a further write would not show, its bytes decide. A
 * cache that is broken or absent is empty; a cache that cannot be written is no error.
 */
import { readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type CacheRecord, decodeCache, encodeCache } from "./cache-format.ts";
import { digestOf, isSameDigest } from "./digest.ts";
import { type FileState, isSameState, isSettled, readFileState } from "./file-state.ts";
import { listingsPathOf } from "./listings-path.ts";
import { writeQuietly } from "./write-quietly.ts";

/** A file as a command knows it. */
export interface CachedFile {
  /** As shown; the entry is found by it. */
  readonly path: string;
  readonly absolute: string;
}

/** The answer about one file. */
export interface CacheLookup {
  /** What was remembered, or null where the file has to be looked at. */
  readonly payload: Uint8Array | null;
  /** The state before anybody reads the file; null where there is none. */
  readonly state: FileState | null;
}

/** What to remember of one file. */
export interface CacheUpdate {
  /** From the lookup: the state before the file was read. */
  readonly state: FileState;
  /** From `digestOf`, of the bytes that were read. */
  readonly digest: Uint8Array;
  readonly context: Uint8Array;
  readonly payload: Uint8Array;
}

/** What a command knows from earlier runs. */
export interface FileCache {
  lookup(file: CachedFile, context: Uint8Array): CacheLookup;
  remember(file: CachedFile, update: CacheUpdate): void;
  /** Writes the cache if anything in it has changed. */
  readonly save: () => void;
}

/** Saves after which an entry that nobody asked for is forgotten. */
const oldestAge = 20;

/** Returns where a command keeps the cache of a working directory. */
export function cachePathOf(command: string, cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  const base = env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(base, command, `${Buffer.from(digestOf(cwd)).toString("hex").slice(0, 16)}.cache`);
}

/** Removes a cache with the listings beside it. */
export function removeCache(path: string): void {
  rmSync(path, { force: true });
  rmSync(listingsPathOf(path), { force: true });
}

/** Returns the cache in a file. */
export function openFileCache(path: string): FileCache {
  const records = readRecords(path);
  // No file was asked for its state before this; whatever is written later than its state was read has a later time.
  const opened = Date.now();
  const used = new Set<string>();
  let isChanged = false;
  const put = (key: string, record: CacheRecord): void => {
    records.set(key, record);
    used.add(key);
    isChanged = true;
  };
  return {
    lookup(file, context) {
      const state = readFileState(file.absolute);
      const record = records.get(file.path);
      if (state === null || record === undefined) return { payload: null, state };
      if (state.size !== record.state.size || !isSameDigest(record.context, context)) return { payload: null, state };
      if (!record.isSettled || !isSameState(state, record.state)) {
        if (!hasDigest(file.absolute, record.digest)) return { payload: null, state };
        const settled = isSettled(state, Date.now());
        if (settled || !isSameState(state, record.state))
          put(file.path, { ...unpacked(record), state, isSettled: settled });
      }
      used.add(file.path);
      return { payload: record.payload, state };
    },
    remember(file, { state, ...update }) {
      put(file.path, { ...update, state, isSettled: isSettled(state, opened), age: 0 });
    },
    save() {
      if (isChanged) writeQuietly(path, encodeCache(aged(records, used)));
    },
  };
}

function hasDigest(absolute: string, digest: Uint8Array): boolean {
  try {
    return isSameDigest(digestOf(readFileSync(absolute)), digest);
  } catch {
    return false;
  }
}

/** Returns a record as an object of its own; one of a file that was read is a view of its bytes. */
function unpacked({ state, isSettled: settled, digest, context, payload, age }: CacheRecord): CacheRecord {
  return { state, isSettled: settled, digest, context, payload, age };
}

function aged(records: ReadonlyMap<string, CacheRecord>, used: ReadonlySet<string>): Map<string, CacheRecord> {
  const kept = [...records].map(([key, record]): [string, CacheRecord] => [
    key,
    { ...unpacked(record), age: used.has(key) ? 0 : record.age + 1 },
  ]);
  return new Map(kept.filter(([, { age }]) => age <= oldestAge));
}

function readRecords(path: string): Map<string, CacheRecord> {
  try {
    return decodeCache(readFileSync(path));
  } catch {
    return new Map();
  }
}

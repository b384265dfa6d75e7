/**
 * Which files an earlier run found formatted or not, so that another run need not read them. An entry counts only for
 * the same settings and the same version of the tool.
 */
import { type CacheLookup, digestOf, openFileCache } from "@lix-tools/cli-kit/file-cache";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";

/** What is known of a file: that it is formatted, or that formatting would change it. */
export type KnownStatus = "formatted" | "unformatted";

/** What was found in the cache before a file is read. */
export interface CachedStatus {
  /** Null where the file has to be formatted to know. */
  readonly status: KnownStatus | null;
  readonly state: CacheLookup["state"];
}

/** What is known of files from earlier runs. */
export interface FormatCache {
  /** Returns what is known of a file. */
  lookup(file: SourceFile): CachedStatus;
  /** Notes what became of the file that `found` was the answer for; the digest is that of the bytes it now holds. */
  note(file: SourceFile, found: CachedStatus, result: NotedResult): void;
  /** Writes what is known. A cache that cannot be written is not worth an error. */
  save(): void;
}

/** What a run found out about a file. */
export interface NotedResult {
  readonly status: KnownStatus;
  readonly digest: Uint8Array;
  /** The size of the new contents if the file was written; undefined if it holds what it held before. */
  readonly written: number | undefined;
}

/** What decides about results besides the bytes of files. */
export interface CacheContext {
  /** Tells builds of the formatter apart. */
  readonly build: string;
  readonly contextOf: (absolute: string) => string;
}

/** Returns the cache kept in a file; empty if there is none. */
export function openFormatCache(path: string, { build, contextOf }: CacheContext): FormatCache {
  const cache = openFileCache(path);
  const digests = new Map<string, Uint8Array>();
  const contextDigest = ({ absolute }: SourceFile): Uint8Array => {
    const context = contextOf(absolute);
    const digest = digests.get(context) ?? digestOf(`${build} ${context}`);
    digests.set(context, digest);
    return digest;
  };
  const cached = ({ absolute }: SourceFile): { path: string; absolute: string } => ({ path: absolute, absolute });
  return {
    lookup(file) {
      const { payload, state } = cache.lookup(cached(file), contextDigest(file));
      return { status: payload === null ? null : (statuses[payload[0] ?? -1] ?? null), state };
    },
    note(file, found, { status, digest, written }) {
      const state = written === undefined ? found.state : stateOfWritten(written);
      if (state === null) return;
      const payload = Uint8Array.of(statuses.indexOf(status));
      cache.remember(cached(file), { state, digest, context: contextDigest(file), payload });
    },
    save: cache.save,
  };
}

/** Statuses by the byte they are stored as. */
const statuses: readonly KnownStatus[] = ["formatted", "unformatted"];

/** Returns a state that no file has: the next run compares the bytes of a file that this one wrote. */
function stateOfWritten(size: number): NonNullable<CacheLookup["state"]> {
  return { size, modified: Infinity, changed: Infinity, inode: 0 };
}

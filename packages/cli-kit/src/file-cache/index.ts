/** What commands remember of files from run to run. */
export { digestOf } from "./digest.ts";
export { cachePathOf, openFileCache, removeCache } from "./file-cache.ts";
export type { CachedFile, CacheLookup, CacheUpdate, FileCache } from "./file-cache.ts";
export type { FileState } from "./file-state.ts";

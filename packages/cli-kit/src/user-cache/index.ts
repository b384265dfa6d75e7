/** What programs keep for later runs in the cache directory of the user. */
export { cacheFolderOf, isOwn, isOwnFolder, isSwitchedOff } from "./user-cache.ts";
export { writeEntry } from "./write-entry.ts";
export type { WriteOptions } from "./write-entry.ts";

/** What programs keep for later runs in the cache directory of the user. */
export { cacheFolderOf, isOwn, isOwnFolder, isSwitchedOff } from "./user-cache.ts";

/** From the paths a user gave to source files and their bytes. */
export { discoverFiles } from "./discover.ts";
export type { Discovery, DiscoveryRequest, FileSettings } from "./discover.ts";
export { parsePathList, readPathList } from "./path-list.ts";
export { createSourceReader, readSource, sizeOfSource } from "./read-source.ts";
export type { SourceReader } from "./read-source.ts";
export type { SourceFile } from "./source-file.ts";
export type { HasEntry } from "./ignore-rules.ts";
export type { DirectoryEntry, ReadDirectory } from "./listing.ts";

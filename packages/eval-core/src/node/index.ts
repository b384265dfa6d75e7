/** The evaluator's host on Node. */
export { diskFiles } from "./disk-files.ts";
export type { DiskOptions } from "./disk-files.ts";
export { nodeHasher } from "./node-hasher.ts";
export { nodeHost } from "./node-host.ts";
export type { NodeHostOptions } from "./node-host.ts";

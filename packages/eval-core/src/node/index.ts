/** The evaluator's host on Node. */
export { diskFiles } from "./disk-files.ts";
export type { DiskOptions } from "./disk-files.ts";
export { expectLongRun, startWalk } from "./engine-flags.ts";
export { createNodeHasher } from "./node-hasher.ts";
export { nodeHost } from "./node-host.ts";
export type { NodeHostOptions } from "./node-host.ts";
export { joinPairs } from "./option-pairs.ts";
export type { Argument, Input, Selection } from "./request.ts";
export { selectValue } from "./selection.ts";
export type { SelectedValue } from "./selection.ts";
export { stackSize, youngSizeOfWalks } from "./thread-memory.ts";
export { searchPathOf, selectionsOf } from "./selection-options.ts";
export type { SelectionOptions } from "./selection-options.ts";

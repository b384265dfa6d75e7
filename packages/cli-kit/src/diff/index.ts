/** Differences between versions of a file. */
export { renderUnifiedDiff } from "./unified-diff.ts";
export type { FileChange } from "./unified-diff.ts";

/** Nix and Nix 2 source bytes to formatted source bytes. */
export { createWorkspace, renderTree } from "./pipeline.ts";
export type { Style, Workspace } from "./pipeline.ts";

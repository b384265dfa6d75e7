/** Nix and Nix 2 source bytes to formatted source bytes. */
export { createFormatter, format, formatTree } from "./format.ts";
export type { FormatResult, Formatter } from "./format.ts";
export { defaultIndent, defaultWidth, styleVersions } from "./options.ts";
export type { FormatOptions } from "./options.ts";
export type { StyleVersion } from "./view/view.ts";
export { compareTrees } from "./verify.ts";
export type { TreeMismatch } from "./verify.ts";
export { formatMarkdown } from "./markdown.ts";
export { formatRange } from "./range.ts";
export type { RangeResult } from "./range.ts";

/** Writing files whole or not at all. */
export { replaceFile } from "./replace-file.ts";
export type { FileReplacement, ReplaceResult } from "./replace-file.ts";

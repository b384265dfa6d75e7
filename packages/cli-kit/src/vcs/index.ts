/** Whether files could be brought back by version control. */
export { fileStates } from "./file-states.ts";
export type { FileState, FileStates } from "./file-states.ts";

/** How far a long run is, on a terminal. */
export { createProgress } from "./progress.ts";
export type { Progress, ProgressOptions } from "./progress.ts";

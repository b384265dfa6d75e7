/** The same function over many items, on all cores. */
export type { RunTask, WorkerTask } from "./executor.ts";
export { runInWorkers } from "./run-in-workers.ts";
export type { Outcome, WorkerJob, WorkThreshold } from "./run-in-workers.ts";

/** The module that worker threads load: the jobs by their names. */
export { runEvaluate as evaluate } from "./evaluate-job.ts";
export { runFix as fix, runLint as lint } from "./lint-job.ts";
export { runFormat as format } from "./format-job.ts";
export { runMigrate as migrate } from "./migrate-job.ts";

/** The module that worker threads run: the same work as in the main thread. */
import type { RunTask } from "@lix-tools/cli-kit/worker-pool";
import { type LintItem, type LintOutcome, type LintShared, runLintTask } from "./lint-task.ts";

/** Returns what came of every file of the task. */
export const run: RunTask<LintItem, LintShared, LintOutcome> = runLintTask;

/** The module that worker threads load; each thread has one set of buffers. */
import { createFormatTask, type RunFormatTask } from "./format-task.ts";

/** Formats the files of a task. */
export const run: RunFormatTask = createFormatTask();

/** The module that worker threads load. */
export { run } from "./format-task.ts";

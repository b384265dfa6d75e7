/** The frame of every command line, and the options they share. */
export { CommandError } from "./command-error.ts";
export type { CommandIo } from "./command-io.ts";
export { findSources } from "./find-sources.ts";
export type { SourceRequest, Sources, StdinSource } from "./find-sources.ts";
export { createProgram, packageVersion, runCommandLine } from "./run-command-line.ts";
export type { CommandLine } from "./run-command-line.ts";
export {
  addJobsOption,
  addReportOptions,
  addSourceOptions,
  collectValues,
  parsePositive,
  parseSmallNumber,
} from "./shared-options.ts";
export type { JobsOptions, ReportOptions, SourceOptions } from "./shared-options.ts";

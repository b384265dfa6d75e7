/**
 * Options that mean the same in every command line of the suite, and their values as commands take them.
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type ReportFormat, reportFormats } from "../report/reporter.ts";
import { type ColorChoice, colorChoices } from "../terminal/color.ts";

/** Which files to work on and which configuration is in force. */
export interface SourceOptions {
  readonly filesFrom?: string;
  readonly stdinFilename?: string;
  readonly forceExclude?: boolean;
  readonly config?: string;
  readonly isolated?: boolean;
}

/** Adds `[PATH…]` and the options of `SourceOptions`. */
export function addSourceOptions(program: Command): Command {
  return program
    .argument("[path...]", "files, directories, globs, or - for standard input")
    .option(
      "--files-from <file>",
      "also take the paths listed in a file, one per line or ended by NUL; - is standard input",
    )
    .option("--stdin-filename <path>", "the name that standard input stands for")
    .option("--force-exclude", "leave out ignored files even if they are named explicitly")
    .addOption(new Option("--config <file>", "use this configuration file for everything").conflicts("isolated"))
    .option("--isolated", "use no configuration file");
}

/** How to write reports. */
export interface ReportOptions {
  readonly format: ReportFormat;
  readonly color: ColorChoice;
}

/** Adds the options of `ReportOptions`. */
export function addReportOptions(program: Command): Command {
  return program
    .addOption(new Option("--format <format>", "how to write diagnostics").choices(reportFormats).default("text"))
    .addOption(new Option("--color <when>", "whether to use colours").choices(colorChoices).default("auto"));
}

/** On how many cores to work. */
export interface JobsOptions {
  readonly jobs?: number;
}

/** Adds the option of `JobsOptions`. */
export function addJobsOption(program: Command): Command {
  return program.option("-j, --jobs <n>", "work on at most this many cores", parseSmallNumber);
}

/** Returns the number from 1 to 9999 that a text is. */
export function parseSmallNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text)) throw new InvalidArgumentError("A number from 1 to 9999 is needed.");
  return Number(text);
}

/** Returns the positive integer that a text is. */
export function parsePositive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number <= 0) throw new InvalidArgumentError("Expected a positive integer.");
  return number;
}

/** Returns the values of an option that may be given several times, with one more. */
export function collectValues(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

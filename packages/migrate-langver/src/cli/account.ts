/**
 * What a run has to say: problems while it goes, the summary and reports at its end.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError, type CommandIo, packageVersion } from "@lix-tools/cli-kit/command";
import { createReporter, describeSystemError, type FileReport } from "@lix-tools/cli-kit/report";
import type { Output } from "@lix-tools/cli-kit/terminal";
import { codemods } from "../registry.ts";
import { renderJsonReport } from "../report/json-report.ts";
import { addResult, createSummary, type Summary } from "../report/summary.ts";
import { renderSummary } from "../report/text-report.ts";
import { exitCodeOf } from "../run/exit-code.ts";
import type { FileResult } from "../run/file-result.ts";
import type { RunOptions } from "../run/run-options.ts";
import { formatsOf, type MigrateCommandOptions } from "./options.ts";

/** Gathers what a run has to say. */
export interface Account {
  readonly summary: Summary;
  /** Writes what was said before any file was looked at. */
  report(file: FileReport): Promise<void>;
  /** Adds a file and writes what there is to say about it. */
  take(result: FileResult): Promise<void>;
  /** Writes the summary and the reports, and decides how the command ends. */
  finish(): Promise<void>;
}

/** What an account is about. */
export interface AccountRequest {
  readonly run: RunOptions;
  readonly options: MigrateCommandOptions;
  readonly io: CommandIo;
  /** Diffs and migrated text are for programs, so what is said to people goes beside them. */
  readonly isDataOnStdout: boolean;
}

/** Returns the account of a run that begins now. */
export function createAccount({ run, options, io, isDataOnStdout }: AccountRequest): Account {
  const output = isDataOnStdout ? io.stderr : io.stdout;
  const { color } = options;
  const { output: format } = formatsOf(options);
  const palette = io.paletteFor(output, color);
  const reporter = format === "sarif" ? null : createReporter({ format, output, palette });
  const start = performance.now();
  const summary = createSummary(codemods);
  const results: FileResult[] = [];
  return {
    summary,
    report: (file) => reporter?.report(file) ?? Promise.resolve(),
    async take(result) {
      addResult(summary, result);
      if (options.report !== undefined) results.push(result);
      if (result.output !== undefined) io.stdout.write(result.output);
      if (options.check === true && result.changed) io.stdout.write(`would change: ${result.path}\n`);
      await reporter?.report({ path: result.path, source: result.source, diagnostics: result.diagnostics });
    },
    async finish() {
      await reporter?.finish();
      const milliseconds = performance.now() - start;
      const place = summaryOutput({ run, options, io, isDataOnStdout });
      place.write(renderSummary(summary, { mode: run.mode, to: run.to, palette: io.paletteFor(place, color) }));
      const version = packageVersion(import.meta.url);
      for (const path of options.report ?? []) {
        const text = renderJsonReport({ summary, results, options: run, version, milliseconds });
        writeReport(resolve(io.cwd, path), text);
      }
      const strict = options.strict === true || run.to === "legacy";
      io.endWith(exitCodeOf(summary, { check: options.check === true, strict }));
    },
  };
}

function summaryOutput({ options, io, isDataOnStdout }: AccountRequest): Output {
  const isData = ["json", "jsonl", "sarif"].includes(formatsOf(options).output);
  return isDataOnStdout || isData ? io.stderr : io.stdout;
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`cannot write the report to \`${path}\`: ${describeSystemError(error)}`);
  }
}

/**
 * What a run has to say: problems while it goes, the summary and reports at its end.
 */
import { writeFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { CommandError, type CommandIo, packageVersion } from "@lix-tools/cli-kit/command";
import { createReporter, describeSystemError, type FileReport } from "@lix-tools/cli-kit/report";
import type { Output } from "@lix-tools/cli-kit/terminal";
import { codemods } from "../registry.ts";
import { unusedAccepts } from "../report/accepted.ts";
import { createSarifLog } from "../report/sarif-report.ts";
import { addResult, createSummary, type Summary } from "../report/summary.ts";
import { renderSummary } from "../report/text-report.ts";
import { exitCodeOf } from "../run/exit-code.ts";
import type { FileResult } from "../run/file-result.ts";
import type { RunOptions } from "../run/run-options.ts";
import { acceptingOf } from "./items.ts";
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
export function createAccount(request: AccountRequest): Account {
  const { run, options, io, isDataOnStdout } = request;
  const { color, report: reports = [] } = options;
  for (const path of reports) checkReportName(path);
  const output = isDataOnStdout ? io.stderr : io.stdout;
  const { output: format } = formatsOf(options);
  const reporter =
    format === "sarif" ? null : createReporter({ format, output, palette: io.paletteFor(output, color) });
  const sarif = format === "sarif" || reports.some((path) => extname(path) === ".sarif") ? createSarifLog() : null;
  const start = performance.now();
  const summary = createSummary(codemods);
  const accepting = acceptingOf(options, io);
  const files = new Set<string>();
  const results: FileResult[] = [];
  const say = async (file: FileReport): Promise<void> => {
    sarif?.add(file);
    await reporter?.report(file);
  };
  return {
    summary,
    report: say,
    async take(result) {
      addResult(summary, result);
      files.add(accepting.absoluteOf(result.path));
      if (result.output !== undefined) io.stdout.write(result.output);
      if (options.check === true && result.changed) io.stdout.write(`would change: ${result.path}\n`);
      await say({ path: result.path, source: result.source, diagnostics: result.diagnostics });
      if (reports.length > 0) results.push({ ...result, source: undefined, output: undefined });
    },
    async finish() {
      const unused = unusedAccepts(accepting, summary.accepted, files);
      summary.unusedAccepts = unused.length;
      summary.notes.push(...unused);
      await reporter?.finish();
      const version = packageVersion(import.meta.url);
      const log = sarif?.finish({ summary, options: run, version }) ?? "";
      if (format === "sarif") io.stdout.write(log);
      const place = summaryOutput(request);
      place.write(renderSummary(summary, { mode: run.mode, to: run.to, palette: io.paletteFor(place, color) }));
      const milliseconds = options.timings === true ? performance.now() - start : null;
      const ending: Ending = { summary, results, options: run, version, milliseconds, log };
      for (const path of reports) writeReport(resolve(io.cwd, path), await renderReport(extname(path), ending));
      const strict = options.strict === true || run.to === "legacy";
      io.endWith(exitCodeOf(summary, { check: options.check === true, strict }));
    },
  };
}

function summaryOutput({ options, io, isDataOnStdout }: AccountRequest): Output {
  const isData = ["json", "jsonl", "sarif"].includes(formatsOf(options).output);
  return isDataOnStdout || isData ? io.stderr : io.stdout;
}

const reportKinds: readonly string[] = [".json", ".html", ".sarif"];

function checkReportName(path: string): void {
  if (reportKinds.includes(extname(path))) return;
  throw new CommandError(`the name of a report says what it is: \`${path}\` ends in none of ${reportKinds.join(", ")}`);
}

interface Ending {
  readonly summary: Summary;
  readonly results: readonly FileResult[];
  readonly options: RunOptions;
  readonly version: string;
  readonly milliseconds: number | null;
  readonly log: string;
}

/** What makes a report is loaded when there is one to make. */
async function renderReport(kind: string, ending: Ending): Promise<string> {
  if (kind === ".sarif") return ending.log;
  if (kind === ".json") return (await import("../report/json-report.ts")).renderJsonReport(ending);
  return (await import("../report/html-report.ts")).renderHtmlReport({ ...ending, command: commandOf(ending.options) });
}

function commandOf({ to, mode, verify }: RunOptions): string {
  return `lix-migrate --to ${to} --verify ${verify}${mode === "write" ? " --write" : ""}`;
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`cannot write the report to \`${path}\`: ${describeSystemError(error)}`);
  }
}

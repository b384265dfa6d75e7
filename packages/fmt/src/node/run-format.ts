/**
 * One run of `lix-fmt` over files and standard input.
 */
import { dirname, extname, join, resolve } from "node:path";
import {
  type CommandIo,
  findSources,
  type JobsOptions,
  packageVersion,
  type ReportOptions,
  type SourceOptions,
  type Sources,
} from "@lix-tools/cli-kit/command";
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { sizeOfSource } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { createReporter, type FileReport, hasErrors, type Reporter, wholeFileReport } from "@lix-tools/cli-kit/report";
import { runInWorkers } from "@lix-tools/cli-kit/worker-pool";
import type { Edition } from "@lix-tools/parser";
import type { StyleVersion } from "../view/view.ts";
import { type FormatCache, openCache } from "./cache.ts";
import { dumpSource } from "./dump-source.ts";
import { type FormatItem, type FormatOutcome, type FormatShared, createFormatTask } from "./format-task.ts";
import { formatStdin } from "./format-stdin.ts";
import { runRange } from "./run-range.ts";
import { createSettingsOf, fmtSection, type SettingsOf } from "./settings.ts";

/** The command line of `lix-fmt`. */
export interface FmtCommandOptions extends SourceOptions, ReportOptions, JobsOptions {
  readonly width?: number;
  readonly indent?: number;
  readonly strict?: boolean;
  readonly style?: StyleVersion;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly mergetool?: boolean;
  readonly quiet?: boolean;
  /** True unless `--no-verify` was given. */
  readonly verify?: boolean;
  readonly filename?: string;
  readonly range?: { readonly first: number; readonly last: number };
  readonly langver?: Edition;
  readonly editorconfig: boolean;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly ast?: boolean;
  readonly ir?: boolean;
  readonly numericVersion?: boolean;
}

/** A run: what it was asked for, and where it reports. */
export interface FormatRun {
  readonly options: FmtCommandOptions;
  readonly io: CommandIo;
  readonly sources: Sources;
  readonly settingsOf: SettingsOf;
  readonly editionOf: (absolute: string) => Edition | undefined;
  readonly report: (file: FileReport) => Promise<void>;
}

/** Formats, checks or shows what the paths stand for. */
export async function runFormat(paths: readonly string[], options: FmtCommandOptions, io: CommandIo): Promise<void> {
  if (options.numericVersion === true) {
    io.stdout.write(`${packageVersion(import.meta.url)}\n`);
    return;
  }
  const wanted = paths.length > 0 || options.filesFrom !== undefined ? paths : ["-"];
  if (wanted !== paths && options.filename === undefined && options.quiet !== true) {
    io.stderr.write("warning: no paths given, formatting standard input; `lix-fmt -` says so\n");
  }
  const named = options.filename === undefined ? options : { ...options, stdinFilename: options.filename };
  const sources = await findSources({ paths: wanted, options: named, sections: [fmtSection] }, io);
  const reporter = createReporter({
    format: options.format,
    output: io.stderr,
    palette: io.paletteFor(io.stderr, options.color),
  });
  const format = createRun(sources, options, { io, reporter });
  for (const report of sources.reports) await format.report(report);
  if (hasErrors(sources.reports)) io.endWith(ExitCode.Failure);
  await formatSources(format);
  if (options.quiet !== true) await reporter.finish();
}

function createRun(
  sources: Sources,
  options: FmtCommandOptions,
  { io, reporter }: { readonly io: CommandIo; readonly reporter: Reporter },
): FormatRun {
  const { configFor } = sources;
  const editorConfig = options.editorconfig && options.isolated !== true ? "read" : "ignored";
  return {
    options,
    io,
    sources,
    settingsOf: createSettingsOf({ given: options, configFor, editorConfig }),
    editionOf: (absolute) => options.langver ?? configFor(absolute)?.chooseEdition(absolute),
    report: (file) => (options.quiet === true ? Promise.resolve() : reporter.report(file)),
  };
}

async function formatSources(format: FormatRun): Promise<void> {
  const { options, sources } = format;
  if (options.ast === true || options.ir === true) await dumpSource(format);
  else if (options.range !== undefined) await runRange(format, options.range);
  else {
    if (sources.stdin !== undefined) await formatStdin(format, sources.stdin);
    if (sources.files.length > 0) await formatFiles(format);
  }
}

async function formatFiles(format: FormatRun): Promise<void> {
  const { options, io } = format;
  const action = options.diff === true ? "diff" : options.check === true ? "check" : "write";
  const cache = options.cache === true ? openCache(cachePath(format), packageVersion(import.meta.url)) : null;
  const items = (await itemsOf(format)).filter((item) => cache?.isFormatted(item) !== true);
  const signal = action === "write" ? io.interruption() : undefined;
  const shared: FormatShared = {
    action,
    verify: options.verify === false || (action !== "write" && !isVerifyGiven()) ? "never" : "always",
    digests: cache === null ? "unwanted" : "wanted",
  };
  const run = createFormatTask();
  const module = new URL("./worker.js", import.meta.url);
  const sizeOf = ({ file }: FormatItem): number => sizeOfSource(file);
  for await (const outcome of runInWorkers({ items, sizeOf, shared, run, module, jobs: options.jobs, signal })) {
    if ("crash" in outcome) {
      const message = `the formatter failed: ${outcome.crash}`;
      await format.report(wholeFileReport(outcome.item.file.path, { code: "format/crash", message }));
      io.endWith(ExitCode.Mismatch);
    } else await showOutcome(format, outcome.item, outcome.result, cache);
  }
  cache?.save();
}

/** Tells whether `--verify` was written out; by default only what is written is verified. */
function isVerifyGiven(): boolean {
  return process.argv.some((argument) => argument === "-v" || argument === "--verify");
}

function cachePath({ options, io }: FormatRun): string {
  if (options.cacheLocation !== undefined) return resolve(io.cwd, options.cacheLocation);
  const home = io.env["XDG_CACHE_HOME"] ?? join(io.env["HOME"] ?? dirname(io.cwd), ".cache");
  return join(home, "lix-tools", `fmt-${Buffer.from(io.cwd).toString("base64url").slice(-40)}.json`);
}

/** Files of these kinds are formatted when they are named; walks take `.nix` files unless configured otherwise. */
const formattable: ReadonlySet<string> = new Set([".nix", ".md", ".markdown"]);

async function itemsOf({ sources, settingsOf, editionOf, report }: FormatRun): Promise<FormatItem[]> {
  const items: FormatItem[] = [];
  for (const file of sources.files) {
    if (formattable.has(extname(file.absolute).toLowerCase())) {
      items.push({ file, settings: settingsOf(file.absolute), edition: editionOf(file.absolute) });
      continue;
    }
    const message = "skipped: the file is neither Nix nor Markdown";
    await report(wholeFileReport(file.path, { code: "format/skipped", severity: "warning", message }));
  }
  return items;
}

async function showOutcome(
  { options, io, report }: FormatRun,
  item: FormatItem,
  outcome: FormatOutcome,
  cache: FormatCache | null,
): Promise<void> {
  const { path } = item.file;
  const { status, diagnostics, before, after, digest } = outcome;
  if (digest !== undefined) cache?.note(item, digest);
  if (diagnostics.length > 0) await report({ path, source: before, diagnostics });
  if (status === "failed") io.endWith(ExitCode.Failure);
  if (status !== "changed" || (options.check !== true && options.diff !== true)) return;
  io.endWith(ExitCode.Findings);
  if (before !== undefined && after !== undefined) {
    io.stdout.write(renderUnifiedDiff({ path, before, after }, io.paletteFor(io.stdout, options.color)));
  }
  await reportUnformatted({ options, io, report }, path);
}

/** Says that a file is not formatted: to people in the words of the official formatter. */
export async function reportUnformatted(
  { options, io, report }: Pick<FormatRun, "options" | "io" | "report">,
  path: string,
): Promise<void> {
  if (options.quiet === true) return;
  if (options.format === "text") io.stderr.write(`${path}: not formatted\n`);
  else await report(wholeFileReport(path, { code: "format/not-formatted", message: "not formatted" }));
}

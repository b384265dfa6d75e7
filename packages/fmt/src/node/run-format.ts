/**
 * One run of `lix-fmt` over files and standard input.
 */
import { resolve } from "node:path";
import {
  type CommandIo,
  findSources,
  type JobsOptions,
  packageVersion,
  type ReportOptions,
  type SourceOptions,
  type Sources,
} from "@lix-tools/cli-kit/command";
import { cachePathOf } from "@lix-tools/cli-kit/file-cache";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { createReporter, type FileReport, hasErrors, type Reporter } from "@lix-tools/cli-kit/report";
import type { Edition } from "@lix-tools/parser";
import type { StyleVersion } from "../view/view.ts";
import { type Engine, tuneEngine } from "./engine.ts";
import { formatFiles } from "./format-files.ts";
import { createSettings, editorConfigName, fmtSection, type SettingsOf } from "./settings.ts";

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
  /** Where the cache is; undefined for a run without one. */
  readonly cachePath: string | undefined;
  /** What was set up for many files; undefined for a run over files that are all named. */
  readonly engine: Engine | undefined;
  readonly settingsOf: SettingsOf;
  /** Returns what decides how a file is formatted, besides its bytes. */
  readonly contextOf: (absolute: string) => string;
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
  const settingsFiles = [editorConfigName];
  const cachePath = options.cache === true ? cachePathFor(options, io) : undefined;
  const engine = wanted.some(isLikelyDirectory) ? tuneEngine() : undefined;
  const request = { paths: wanted, options: named, sections: [fmtSection], settingsFiles, cachePath };
  const sources = await findSources(request, io);
  const reporter = createReporter({
    format: options.format,
    output: io.stderr,
    palette: io.paletteFor(io.stderr, options.color),
  });
  const format = createRun(sources, options, { io, reporter, cachePath, engine });
  for (const report of sources.reports) await format.report(report);
  if (hasErrors(sources.reports)) io.endWith(ExitCode.Failure);
  await formatSources(format);
  if (options.quiet !== true) await reporter.finish();
}

/** Tells whether a path may be that of a directory. A guess, as much as is needed to have the engine ready. */
function isLikelyDirectory(path: string): boolean {
  return path !== "-" && !path.endsWith(".nix");
}

function cachePathFor({ cacheLocation }: FmtCommandOptions, { cwd, env }: CommandIo): string {
  return cacheLocation === undefined ? cachePathOf("lix-fmt", cwd, env) : resolve(cwd, cacheLocation);
}

function createRun(
  sources: Sources,
  options: FmtCommandOptions,
  { io, reporter, cachePath, engine }: Pick<FormatRun, "io" | "cachePath" | "engine"> & { readonly reporter: Reporter },
): FormatRun {
  const { configFor, exists } = sources;
  const editorConfig = options.editorconfig && options.isolated !== true ? "read" : "ignored";
  const settings = createSettings({ given: options, configFor, editorConfig, exists });
  const editionOf: FormatRun["editionOf"] = (absolute) =>
    options.langver ?? configFor(absolute)?.chooseEdition(absolute);
  return {
    options,
    io,
    sources,
    cachePath,
    engine,
    settingsOf: settings.of,
    contextOf: (absolute) => {
      const edition = editionOf(absolute);
      return edition === undefined ? settings.contextOf(absolute) : `${edition} ${settings.contextOf(absolute)}`;
    },
    editionOf,
    report: (file) => (options.quiet === true ? Promise.resolve() : reporter.report(file)),
  };
}

/** Does what is asked for. What formats is loaded where something is to be formatted: a cached run needs none of it. */
async function formatSources(format: FormatRun): Promise<void> {
  const { options, sources } = format;
  if (options.ast === true || options.ir === true) {
    const { dumpSource } = await import("./dump-source.ts");
    await dumpSource(format);
  } else if (options.range !== undefined) {
    const { runRange } = await import("./run-range.ts");
    await runRange(format, options.range);
  } else {
    if (sources.stdin !== undefined) {
      const { formatStdin } = await import("./format-stdin.ts");
      await formatStdin(format, sources.stdin);
    }
    if (sources.files.length > 0) await formatFiles(format);
  }
}

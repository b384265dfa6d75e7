/**
 * One run of `lix-lint`: find the files, work on them, decide what counts, write what was fixed, report, and end with a
 * code. What counts is decided here and nowhere else: suppressions, baseline, changed lines, in this order.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { replaceFile } from "@lix-tools/cli-kit/atomic-write";
import { CommandError, type CommandIo, findSources, packageVersion, type Sources } from "@lix-tools/cli-kit/command";
import type { Config } from "@lix-tools/cli-kit/config";
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { readSource, sizeOfSource } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { cachePathOf } from "@lix-tools/cli-kit/file-cache";
import { createProgress } from "@lix-tools/cli-kit/progress";
import { type FileReport, hasErrors } from "@lix-tools/cli-kit/report";
import { captureOutput, type CapturedOutput } from "@lix-tools/cli-kit/terminal";
import { runInWorkers } from "@lix-tools/cli-kit/worker-pool";
import { createParserBuffers, type Diagnostic, makeLangver, type Severity } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import { publishedPages } from "../engine/rule.ts";
import { allRules } from "../registry.ts";
import { createLintReporter, type LintReporter } from "../report/formats.ts";
import { addIgnores } from "./add-ignores.ts";
import {
  applyBaseline,
  type Baseline,
  countFindings,
  readBaseline,
  type StaleEntry,
  writeBaseline,
} from "./baseline.ts";
import { buildOf, type LintCache, openLintCache } from "./lint-cache.ts";
import { cleanOutcome, lintBytes, type LintItem, type LintOutcome, type LintShared, runLintTask } from "./lint-task.ts";
import { lintSection } from "./lint-section.ts";
import { formatChoices, type LintOptions, profileFlags } from "./options.ts";
import { type LintProfile, settingsOf } from "../settings.ts";
import { profileOf } from "./profile.ts";
import { type ChangedLines, changedLines, onlyChanged } from "./since.ts";
import { createTally, renderFixed, renderStatistics, renderTimes, type Tally } from "./summary.ts";

/** A run in progress. */
interface Run {
  readonly options: LintOptions;
  readonly io: CommandIo;
  readonly sources: Sources;
  readonly profiles: LintProfile[];
  readonly reporters: readonly OpenReporter[];
  readonly tally: Tally;
  readonly counts: Record<Severity, number>;
  readonly baseline: Baseline | null;
  readonly newBaseline: Baseline;
  readonly stale: StaleEntry[];
  readonly changed: ChangedLines | null;
  readonly cache: LintCache | null;
}

interface OpenReporter {
  readonly reporter: LintReporter;
  /** Where the text goes when it is complete; null for standard output. */
  readonly file: string | null;
  readonly captured: CapturedOutput | null;
}

/** Runs the linter over the paths. */
export async function runLint(
  paths: readonly string[],
  options: LintOptions,
  io: CommandIo,
  moduleUrl: string,
): Promise<void> {
  if (paths.length === 0 && options.filesFrom === undefined) {
    throw new CommandError("nothing to lint: name files or directories, or - for standard input");
  }
  const flags = profileFlags(options);
  const choices = formatChoices(options);
  const version = packageVersion(moduleUrl);
  const profiles: LintProfile[] = [];
  const cachePath = usesCache(options) ? cachePathFor(options, io) : undefined;
  const sources = await findSources({ paths, options, sections: [lintSection], cachePath }, io);
  const run: Run = {
    options,
    io,
    sources,
    profiles,
    reporters: choices.map((choice) => openReporter(choice, { options, io, version })),
    tally: createTally(),
    counts: { error: 0, warning: 0, info: 0 },
    baseline: options.baseline === undefined ? null : readBaseline(resolve(io.cwd, options.baseline)),
    newBaseline: new Map(),
    stale: [],
    changed: options.since === undefined ? null : await changedLines(options.since, io.cwd),
    cache: cachePath === undefined ? null : openLintCache(cachePath, buildOf(version, moduleUrl), profiles),
  };
  for (const report of sources.reports) await reportFailure(run, report);
  if (sources.stdin !== undefined) await lintStdin(run, flags);
  await lintFiles(run, flags);
  await finish(run);
}

function openReporter(
  { format, file }: ReturnType<typeof formatChoices>[number],
  { options, io, version }: Pick<Run, "options" | "io"> & { readonly version: string },
): OpenReporter {
  const captured = file === null ? null : captureOutput();
  // A diff or statistics take standard output; what is reported goes beside them.
  const main = options.diff === true || options.statistics === true ? io.stderr : io.stdout;
  const output = captured ?? main;
  const palette = io.paletteFor(output, captured === null ? options.color : "never");
  const reporter = createLintReporter({
    format,
    output,
    palette,
    version,
    rules: allRules,
    docsUrl: options.docsUrl ?? publishedPages,
  });
  return { reporter, file, captured };
}

function fixLevel({ fix, unsafeFixes, diff }: LintOptions): LintShared["fix"] {
  if (unsafeFixes === true) return "unsafe";
  return fix === true || diff === true ? "safe" : "none";
}

async function lintStdin(run: Run, flags: ReturnType<typeof profileFlags>): Promise<void> {
  const { sources, io, options } = run;
  const { stdin } = sources;
  if (stdin === undefined) return;
  const config = sources.configFor(stdin.absolute);
  const settings = settingsOf(profileOf(stdin.absolute, config, flags));
  const configured = config?.chooseEdition(stdin.absolute) ?? null;
  const outcome = lintBytes({ path: stdin.path, configured }, stdin.bytes, { settings, fix: fixLevel(options) });
  const isFixing = fixLevel(options) !== "none" && options.diff !== true;
  // Fixed text takes standard output, so that the command can stand in a pipe; what is left to say goes beside it.
  if (isFixing) io.stdout.write(outcome.output ?? stdin.bytes);
  await take(run, { path: stdin.path, absolute: stdin.absolute }, outcome, outcome.output ?? stdin.bytes);
}

async function lintFiles(run: Run, flags: ReturnType<typeof profileFlags>): Promise<void> {
  const { options, profiles, cache, io } = run;
  const items = itemsOf(run, flags);
  const known = new Map<LintItem, LintOutcome>();
  for (const item of cache === null ? [] : items) {
    const outcome = cache?.lookup(item) ?? null;
    if (outcome !== null) known.set(item, outcome);
  }
  const waiting = items.filter((item) => !known.has(item)).map((item) => ({ ...item, bytes: sizeOfSource(item) }));
  const bytes = waiting.reduce((sum, item) => sum + item.bytes, 0);
  const progress = await createProgress({ files: waiting.length, bytes, label: "linting", stream: process.stderr });
  const outcomes = runInWorkers<LintItem, LintShared, LintOutcome>({
    items: waiting,
    sizeOf: (item) => item.bytes,
    shared: {
      profiles,
      fix: fixLevel(options),
      timed: options.profileRules === true ? "yes" : "no",
      digests: cache === null ? "no" : "yes",
    },
    run: runLintTask,
    module: new URL("./worker.js", import.meta.url),
    jobs: options.jobs,
    signal: io.interruption(),
  });
  const done = outcomes[Symbol.asyncIterator]();
  try {
    for (const item of items) {
      const cached = known.get(item);
      if (cached !== undefined) {
        await take(run, item, cached, null);
        continue;
      }
      const next = await done.next();
      if (next.done === true) break;
      const outcome = "crash" in next.value ? crashed(item, next.value.crash) : next.value.result;
      cache?.remember(item, outcome);
      progress.advance(next.value.item.bytes);
      if (outcome.findings.length > 0 || outcome.failure !== null) progress.aside(() => {});
      await take(run, item, outcome, null);
    }
  } finally {
    await done.return?.(undefined);
    progress.stop();
  }
}

/** Returns the files as work, each with its profile. Where no override names paths, all files of a configuration share one. */
function itemsOf({ sources, profiles }: Run, flags: ReturnType<typeof profileFlags>): LintItem[] {
  const indexes = new Map<string, number>();
  const shared = new Map<Config | undefined, number>();
  const indexOf = (absolute: string, config: Config | undefined): number => {
    const profile = profileOf(absolute, config, flags);
    const key = JSON.stringify(profile);
    const index = indexes.get(key) ?? profiles.push(profile) - 1;
    indexes.set(key, index);
    return index;
  };
  return sources.files.map(({ path, absolute }): LintItem => {
    const config = sources.configFor(absolute);
    const isShared = (config?.section(lintSection)?.overrides.length ?? 0) === 0;
    const profile = (isShared ? shared.get(config) : undefined) ?? indexOf(absolute, config);
    if (isShared) shared.set(config, profile);
    return { path, absolute, bytes: 0, configured: config?.chooseEdition(absolute) ?? null, profile };
  });
}

/** Fixing looks at every file, and so does whoever wants to know how long rules take. */
function usesCache(options: LintOptions): boolean {
  return options.cache === true && fixLevel(options) === "none" && options.profileRules !== true;
}

/** Returns where the cache of a run is. */
export function cachePathFor({ cacheLocation }: Pick<LintOptions, "cacheLocation">, { cwd, env }: CommandIo): string {
  return cacheLocation === undefined ? cachePathOf("lix-lint", cwd, env) : resolve(cwd, cacheLocation);
}

function crashed(item: LintItem, crash: string): LintOutcome {
  const diagnostic: Diagnostic = {
    code: "lint/crash",
    severity: "error",
    span: { start: 0, end: 0 },
    message: `the linter failed on this file: ${crash.split("\n")[0]}`,
  };
  const failure = { path: item.path, source: undefined, diagnostics: [diagnostic] };
  return { ...cleanOutcome, failure, isComplete: false };
}

/** Takes in what came of one file. */
async function take(
  run: Run,
  file: Pick<LintItem, "path" | "absolute">,
  outcome: LintOutcome,
  given: Uint8Array | null,
): Promise<void> {
  const { io, tally } = run;
  tally.files++;
  if (outcome.failure !== null) return reportFailure(run, outcome.failure);
  if (!outcome.isComplete) io.endWith(ExitCode.Failure);
  if (outcome.outcome !== "stable") {
    io.stderr.write(`${file.path}: rules undo one another here; the file is left as it was before they did\n`);
    io.endWith(ExitCode.Failure);
  }
  for (const [code, count] of outcome.applied) tally.applied.set(code, (tally.applied.get(code) ?? 0) + count);
  for (const [code, time] of outcome.times) tally.times.set(code, (tally.times.get(code) ?? 0) + time);
  if (given === null) await writeFixed(run, file, outcome);
  else if (run.options.diff === true && outcome.before !== null) printDiff(run, file, outcome);
  const readSourceOnce = once(() => given ?? currentSource(file, outcome));
  if (outcome.findings.length === 0 || run.options.addIgnores === undefined) {
    return takeFindings(run, file, outcome.findings, readSourceOnce);
  }
  const ignored = await writeIgnores(run, file, readSourceOnce());
  await takeFindings(run, file, ignored.findings, () => ignored.source);
}

/** Returns a function that does its work when it is first called: what is cached and only counted is never read. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function currentSource(file: Pick<LintItem, "path" | "absolute">, { output }: LintOutcome): Uint8Array {
  if (output !== null) return output;
  const read = readSource(file);
  return "report" in read ? new Uint8Array() : read.bytes;
}

async function writeFixed(run: Run, file: Pick<LintItem, "path" | "absolute">, outcome: LintOutcome): Promise<void> {
  const { before, output } = outcome;
  if (before === null || output === null) return;
  if (run.options.diff === true) return printDiff(run, file, outcome);
  await write(run, file, before, output);
  if (run.options.exitNonZeroOnFix === true) run.io.endWith(ExitCode.Findings);
}

async function write(
  run: Run,
  { path, absolute }: Pick<LintItem, "path" | "absolute">,
  before: Uint8Array,
  after: Uint8Array,
): Promise<void> {
  const root = isBelow(run.io.cwd, absolute) ? run.io.cwd : resolve(absolute, "..");
  const result = await replaceFile({ absolute, root, before, after });
  if (result.status !== "failed") return;
  await reportFailure(run, { path, source: undefined, diagnostics: [result.diagnostic] });
}

function isBelow(directory: string, path: string): boolean {
  return path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

function printDiff({ io, options }: Run, { path }: Pick<LintItem, "path">, { before, output }: LintOutcome): void {
  if (before === null || output === null) return;
  io.stdout.write(renderUnifiedDiff({ path, before, after: output }, io.paletteFor(io.stdout, options.color)));
  io.endWith(ExitCode.Findings);
}

async function writeIgnores(
  run: Run,
  file: Pick<LintItem, "path" | "absolute">,
  source: Uint8Array,
): Promise<{ readonly findings: readonly Finding[]; readonly source: Uint8Array }> {
  const config = run.sources.configFor(file.absolute);
  const settings = settingsOf(profileOf(file.absolute, config, profileFlags(run.options)));
  const langver = makeLangver(config?.chooseEdition(file.absolute) ?? "legacy");
  const reason = typeof run.options.addIgnores === "string" ? run.options.addIgnores : null;
  const input = { source, langver, path: file.path };
  const { output, left } = addIgnores(input, { ...settings, buffers: createParserBuffers() }, reason);
  await write(run, file, source, output);
  return { findings: left, source: output };
}

/** Decides which findings count, counts and reports them. */
async function takeFindings(
  run: Run,
  { path, absolute }: Pick<LintItem, "path" | "absolute">,
  all: readonly Finding[],
  sourceOf: () => Uint8Array,
): Promise<void> {
  const { options, baseline, changed, tally, counts } = run;
  let findings = options.quiet === true ? all.filter(({ severity }) => severity === "error") : [...all];
  if (options.updateBaseline === true) {
    run.newBaseline.set(path, countFindings(findings));
    return;
  }
  if (baseline !== null) {
    const applied = applyBaseline(baseline, path, findings);
    findings = applied.findings;
    run.stale.push(...applied.stale);
  }
  if (changed !== null) findings = onlyChanged(findings, sourceOf, changed.get(absolute));
  for (const { code, severity, suppression, fix } of findings) {
    if (suppression !== null) continue;
    counts[severity]++;
    const entry = tally.byRule.get(code) ?? { count: 0, fixable: 0 };
    tally.byRule.set(code, { count: entry.count + 1, fixable: entry.fixable + (fix?.safety === "safe" ? 1 : 0) });
  }
  const reporters = run.reporters.filter(({ captured }) => options.statistics !== true || captured !== null);
  if (findings.length === 0 || reporters.length === 0) return;
  const source = sourceOf();
  for (const { reporter } of reporters) await reporter.report({ path, source, findings });
}

async function reportFailure(run: Run, { path, source, diagnostics }: FileReport): Promise<void> {
  if (hasErrors([{ path, source, diagnostics }])) run.io.endWith(ExitCode.Failure);
  const findings = diagnostics.map((diagnostic): Finding => ({
    ...diagnostic,
    shortCode: diagnostic.code,
    fixClass: "none",
    fix: null,
    suppression: null,
  }));
  for (const { severity } of findings) run.counts[severity]++;
  for (const { reporter } of run.reporters) await reporter.report({ path, source, findings });
}

async function finish(run: Run): Promise<void> {
  const { io, options, tally, cache } = run;
  cache?.save();
  await finishBaseline(run);
  for (const { reporter, file, captured } of run.reporters) {
    if (options.statistics !== true || captured !== null) await reporter.finish();
    if (file !== null && captured !== null) writeFileSync(resolve(io.cwd, file), captured.bytes());
  }
  if (options.statistics === true) io.stdout.write(renderStatistics(tally));
  if (options.profileRules === true) io.stderr.write(renderTimes(tally));
  io.stderr.write(renderFixed(tally, io.paletteFor(io.stderr, options.color)));
  if (options.exitZero !== true && hasFailed(run)) io.endWith(ExitCode.Findings);
}

/** A stale baseline fails, so that it does not cover for new findings later. */
async function finishBaseline(run: Run): Promise<void> {
  const { baseline, options, io, stale } = run;
  if (options.baseline === undefined || baseline === null) {
    if (options.updateBaseline === true) throw new CommandError("--update-baseline needs --baseline FILE");
    return;
  }
  const path = resolve(io.cwd, options.baseline);
  if (options.updateBaseline === true) return writeBaseline(path, run.newBaseline);
  if (options.pruneBaseline === true) {
    for (const entry of stale) {
      if (entry.found === 0) baseline.get(entry.path)?.delete(entry.code);
      else baseline.get(entry.path)?.set(entry.code, entry.found);
    }
    return writeBaseline(path, baseline);
  }
  // What a run over single files does not see is not stale.
  for (const { path: file, code, allowed, found } of stale) {
    io.stderr.write(`${file}: the baseline allows ${allowed} × ${code}, found ${found}; --prune-baseline updates it\n`);
  }
  if (stale.length > 0 && options.since === undefined) io.endWith(ExitCode.Findings);
}

function hasFailed({ counts, options }: Run): boolean {
  if (options.updateBaseline === true) return false;
  if (counts.error > 0) return true;
  if (options.failOn === "error") return options.maxWarnings !== undefined && counts.warning > options.maxWarnings;
  if (counts.warning > (options.maxWarnings ?? 0)) return true;
  return options.failOn === "info" && counts.info > 0;
}

/**
 * A run of `lix-migrate` from its options to its exit code.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError, type CommandIo, findSources, packageVersion, type Sources } from "@lix-tools/cli-kit/command";
import { migrateSection } from "@lix-tools/cli-kit/config";
import { sizeOfSource } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { createProgress } from "@lix-tools/cli-kit/progress";
import { createReporter, describeSystemError, hasErrors, type Reporter } from "@lix-tools/cli-kit/report";
import { wantsColor } from "@lix-tools/cli-kit/terminal";
import { createParserBuffers, makeLangver } from "@lix-tools/parser";
import { codemods } from "../registry.ts";
import { renderJsonReport } from "../report/json-report.ts";
import { addResult, createSummary, type Summary } from "../report/summary.ts";
import { renderSummary } from "../report/text-report.ts";
import { exitCodeOf } from "../run/exit-code.ts";
import type { FileResult } from "../run/file-result.ts";
import { createGuard } from "../run/guard.ts";
import { migrateBytes } from "../run/migrate-file.ts";
import type { RunItem, RunMode, RunOptions } from "../run/run-options.ts";
import { selectAccepted, selectRules } from "../run/select-rules.ts";
import { runMigration } from "../run-migration.ts";
import { type MigrateCommandOptions, targets } from "./options.ts";

/** Runs the command. */
export async function runMigrate(
  paths: readonly string[],
  options: MigrateCommandOptions,
  io: CommandIo,
): Promise<void> {
  if (options.listRules === true) return listRules(io);
  if (paths.length === 0 && options.filesFrom === undefined) {
    throw new CommandError("nothing to migrate: name files or directories, or - for standard input");
  }
  // Names are checked before anything is read.
  selectRules(options, "--rules and --skip");
  const sources = await findSources({ paths, options, sections: [migrateSection] }, io);
  const run = runOptions(sources, options, io);
  // Diffs and migrated text are for programs, so what is said to people goes beside them.
  const isDataOnStdout = run.mode === "diff" || (run.mode === "write" && sources.stdin !== undefined);
  const account = createAccount(isDataOnStdout, options, io);
  for (const report of sources.reports) await account.reporter.report(report);
  if (hasErrors(sources.reports)) io.endWith(ExitCode.Failure);
  const items = await makeItems(sources, options, io.cwd);
  await migrateFiles(items, run, { options, io, account });
  await migrateStdin(sources, run, { options, io, account });
  await account.reporter.finish();
  finish(account, { run, options, io, isDataOnStdout });
}

function listRules(io: CommandIo): void {
  const width = Math.max(...codemods.map(({ name }) => name.length));
  for (const { id, name, summary } of codemods) io.stdout.write(`${id}  ${name.padEnd(width)}  ${summary}\n`);
}

function runOptions({ files, stdin, configFor }: Sources, options: MigrateCommandOptions, io: CommandIo): RunOptions {
  const first = files[0]?.absolute ?? stdin?.absolute;
  const configured = first === undefined ? undefined : configFor(first)?.section(migrateSection).to;
  const to = options.to ?? configured;
  if (to === undefined) throw new CommandError(`say where to: --to ${targets.join("|")}`);
  if (!targets.includes(to)) throw new CommandError(`there are no rewrites to edition \`${to}\` yet`);
  const mode: RunMode = options.write === true ? "write" : options.diff === true ? "diff" : "report";
  const situation = { choice: options.color, env: io.env, isTerminal: io.stdout.isTerminal };
  const lookAhead = options.lookAhead === true;
  return { to, mode, verify: options.verify, lookAhead, color: wantsColor(situation) ? "always" : "never" };
}

/** What a run has to say, gathered while it goes. */
interface Account {
  readonly start: number;
  readonly reporter: Reporter;
  readonly summary: Summary;
  /** Kept only for a report in JSON. */
  readonly results: FileResult[];
}

interface Surroundings {
  readonly options: MigrateCommandOptions;
  readonly io: CommandIo;
  readonly account: Account;
}

function createAccount(isDataOnStdout: boolean, { format, color }: MigrateCommandOptions, io: CommandIo): Account {
  const output = isDataOnStdout ? io.stderr : io.stdout;
  const reporter = createReporter({ format, output, palette: io.paletteFor(output, color) });
  return { start: performance.now(), reporter, summary: createSummary(codemods), results: [] };
}

async function makeItems(
  { files, configFor }: Sources,
  options: MigrateCommandOptions,
  cwd: string,
): Promise<RunItem[]> {
  const guard =
    options.write === true
      ? await createGuard(
          files.map(({ absolute }) => absolute),
          { allowDirty: options.allowDirty === true, allowNoVcs: options.allowNoVcs === true },
        )
      : () => null;
  const accepted = acceptedRules(options);
  const entries = new Set(options.entry?.map((path) => resolve(cwd, path)));
  return files.map((file) => {
    const config = configFor(file.absolute);
    const settings = config?.section(migrateSection);
    const choice = {
      rules: options.rules ?? settings?.rules,
      skip: [...(options.skip ?? []), ...(settings?.skip ?? [])],
    };
    const rules = selectRules(choice, "[migrate]");
    const role = entries.has(file.absolute) ? "entry" : "imported";
    const configured = config?.chooseEdition(file.absolute);
    return { file, configured, role, rules, accepted, guard: guard(file.absolute) };
  });
}

function acceptedRules({ unsafe, accept = [] }: MigrateCommandOptions): RunItem["accepted"] {
  return unsafe === true ? codemods.map(({ id }) => id) : selectAccepted(accept);
}

async function migrateFiles(items: readonly RunItem[], run: RunOptions, around: Surroundings): Promise<void> {
  const { options, io, account } = around;
  const bytes = io.stderr.isTerminal ? items.reduce((sum, { file }) => sum + sizeOfSource(file), 0) : 0;
  const label = run.mode === "write" ? "migrating" : "looking";
  const progress = await createProgress({ files: items.length, bytes, label, stream: process.stderr });
  const onResult = async (result: FileResult): Promise<void> => {
    if (result.diagnostics.length > 0 || result.output !== undefined) progress.aside(() => {});
    await take(result, around);
  };
  const signal = io.interruption();
  await runMigration({ items, options: run, jobs: options.jobs, progress, onResult, signal }).finally(() =>
    progress.stop(),
  );
  if (signal.aborted) io.stderr.write(`stopped after ${account.summary.files} of ${items.length} files\n`);
}

async function take(result: FileResult, { options, io, account }: Surroundings): Promise<void> {
  addResult(account.summary, result);
  if (options.report !== undefined) account.results.push(result);
  if (result.output !== undefined) io.stdout.write(result.output);
  if (options.check === true && result.changed) io.stdout.write(`would change: ${result.path}\n`);
  await account.reporter.report({ path: result.path, source: result.source, diagnostics: result.diagnostics });
}

/** With `--write` standard input comes out again, migrated; the account goes beside it. */
async function migrateStdin({ stdin, configFor }: Sources, run: RunOptions, around: Surroundings): Promise<void> {
  if (stdin === undefined) return;
  const { options } = around;
  const config = configFor(stdin.absolute);
  const item: RunItem = {
    file: { path: stdin.path, absolute: stdin.absolute, root: stdin.absolute },
    configured: config?.chooseEdition(stdin.absolute),
    rules: selectRules(options, "--rules and --skip"),
    accepted: acceptedRules(options),
    guard: null,
    role: "imported",
  };
  const mode = run.mode === "write" ? "print" : run.mode;
  const migrator = { options: { ...run, mode }, target: makeLangver(run.to), buffers: createParserBuffers() };
  await take(await migrateBytes(stdin.bytes, item, migrator), around);
}

interface Ending {
  readonly run: RunOptions;
  readonly options: MigrateCommandOptions;
  readonly io: CommandIo;
  readonly isDataOnStdout: boolean;
}

function finish({ summary, results, start }: Account, { run, options, io, isDataOnStdout }: Ending): void {
  const { mode, to } = run;
  const milliseconds = performance.now() - start;
  const isData = options.format === "json" || options.format === "jsonl";
  const output = isDataOnStdout || isData ? io.stderr : io.stdout;
  output.write(renderSummary(summary, { mode, to, palette: io.paletteFor(output, options.color) }));
  if (options.report !== undefined) {
    const version = packageVersion(import.meta.url);
    writeReport(
      resolve(io.cwd, options.report),
      renderJsonReport({ summary, results, options: run, version, milliseconds }),
    );
  }
  io.endWith(
    exitCodeOf(summary, { check: options.check === true, strict: options.strict === true || to === "legacy" }),
  );
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`cannot write the report to \`${path}\`: ${describeSystemError(error)}`);
  }
}

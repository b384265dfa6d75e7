/**
 * A run of `lix-migrate` from its options to its exit code.
 */
import { CommandError, type CommandIo, findSources, type Sources } from "@lix-tools/cli-kit/command";
import { migrateSection } from "@lix-tools/cli-kit/config";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { hasErrors } from "@lix-tools/cli-kit/report";
import { wantsColor } from "@lix-tools/cli-kit/terminal";
import { createParserBuffers, type Edition } from "@lix-tools/parser";
import { createPolisher } from "../polish/polish.ts";
import { codemods } from "../registry.ts";
import type { FileResult } from "../run/file-result.ts";
import { migrateBytes } from "../run/migrate-file.ts";
import { targetOf } from "../run/rewriting.ts";
import type { RunItem, RunMode, RunOptions } from "../run/run-options.ts";
import { selectRules } from "../run/select-rules.ts";
import { runMigration } from "../run-migration.ts";
import { createAccount } from "./account.ts";
import { evaluateItems } from "./evaluate-items.ts";
import { isFlake, makeItems, makeStdinItem } from "./items.ts";
import { formatsOf, type MigrateCommandOptions, namedFeatures, targets } from "./options.ts";
import { recover } from "./recover.ts";
import { progressOf, type Surroundings } from "./surroundings.ts";
import { writeFiles } from "./write-files.ts";

/** Runs the command. */
export async function runMigrate(
  paths: readonly string[],
  options: MigrateCommandOptions,
  io: CommandIo,
): Promise<void> {
  if (options.listRules === true) return listRules(io);
  if (options.resume === true || options.undo === true || options.forget === true) {
    return recover(paths, options, { io, rerun: migratePaths });
  }
  const isAsking = options.interactive === true && options.diff !== true;
  await migratePaths(paths, isAsking ? { ...options, write: true } : options, io);
}

function listRules(io: CommandIo): void {
  const width = Math.max(...codemods.map(({ name }) => name.length));
  for (const { id, name, summary, isOptional } of codemods) {
    io.stdout.write(`${id}  ${name.padEnd(width)}  ${summary}${isOptional === true ? " (with --also)" : ""}\n`);
  }
}

async function migratePaths(paths: readonly string[], options: MigrateCommandOptions, io: CommandIo): Promise<void> {
  if (paths.length === 0 && options.filesFrom === undefined) {
    throw new CommandError("nothing to migrate: name files or directories, or - for standard input");
  }
  // Names are checked before anything is read.
  selectRules(options, "--rules, --also and --skip");
  const sources = await findSources({ paths, options, sections: [migrateSection] }, io);
  const run = runOptions(sources, options, io);
  const isDataOnStdout = run.mode === "diff" || (run.mode === "write" && sources.stdin !== undefined);
  const account = createAccount({ run, options, io, isDataOnStdout });
  for (const report of sources.reports) await account.report(report);
  if (hasErrors(sources.reports)) io.endWith(ExitCode.Failure);
  const around = { run, options, io, account };
  const found = await makeItems(sources, options, io);
  if (options.interactive === true && sources.stdin !== undefined) {
    throw new CommandError("standard input cannot be both the source and where answers come from");
  }
  const wanted =
    options.interactive === true ? await (await import("./interactive.ts")).askAbout(found, around) : found;
  const items = await evaluateItems(wanted, around);
  noteTargets(items, around);
  if (options.commitPerRule === true) await (await import("./commit-per-rule.ts")).commitPerRule(items, around);
  else await (run.mode === "write" ? writeFiles(items, around) : lookAtFiles(items, around));
  await migrateStdin(sources, around);
  await account.finish();
}

function runOptions({ files, stdin, configFor }: Sources, options: MigrateCommandOptions, io: CommandIo): RunOptions {
  const first = files[0]?.absolute ?? stdin?.absolute;
  const configured = first === undefined ? undefined : configFor(first)?.section(migrateSection);
  const to = options.to ?? configured?.to;
  if (to === undefined) throw new CommandError(`say where to: --to ${targets.join("|")}`);
  const mode: RunMode = options.write === true ? "write" : options.diff === true ? "diff" : "report";
  const situation = { choice: options.color, env: io.env, isTerminal: io.stdout.isTerminal };
  const { unswitched } = options;
  const features = namedFeatures(options, configured?.features ?? [], to);
  const verify = options.verify === "parse" ? "parse" : "core";
  const { formatting } = formatsOf(options);
  const color = wantsColor(situation) ? "always" : "never";
  const samples = options.report?.some((path) => path.endsWith(".html")) === true ? "shown" : "none";
  return { to, features, mode, verify, unswitched, formatting, lookAhead: options.lookAhead === true, color, samples };
}

async function lookAtFiles(items: readonly RunItem[], around: Surroundings): Promise<void> {
  const { run, options, io, account } = around;
  const planned: { readonly item: RunItem; readonly result: FileResult }[] = [];
  const progress = await progressOf(items, "looking", io);
  const signal = io.interruption();
  await runMigration({
    items,
    options: run,
    jobs: options.jobs,
    progress,
    signal,
    async onResult(result, item) {
      if (options.plan === true) planned.push({ item, result: { ...result, source: undefined } });
      if (result.diagnostics.length > 0 || result.output !== undefined) progress.aside(() => {});
      await account.take(result);
    },
  }).finally(() => progress.stop());
  if (signal.aborted) {
    io.stderr.write(`stopped after ${account.summary.files} of ${items.length} files\n`);
    return;
  }
  if (options.plan === true) (await import("./plan-files.ts")).planFiles(planned, around);
}

/** Says in the summary which files something else was asked of than of the others. */
function noteTargets(items: readonly RunItem[], { run, options, account }: Surroundings): void {
  const { notes } = account.summary;
  const others = items.filter(({ to }) => to !== run.to);
  const isKept = ({ file, to }: RunItem): boolean => isNix2(run.to) && to === "lix" && isFlake(file.absolute);
  const counts = new Map<string, number>();
  for (const { to } of others.filter((item) => !isKept(item))) counts.set(to, (counts.get(to) ?? 0) + 1);
  if (options.interactive === true) return;
  for (const [to, number] of counts) {
    const what = to === "unchanged" ? "left alone" : `moved to ${to}`;
    notes.push(`${number === 1 ? "1 file is" : `${number} files are`} ${what}, as \`lix.toml\` says`);
  }
  if (others.some(isKept)) {
    notes.push("`flake.nix` keeps its dialect, since every Nix that uses the flake reads it (`--flakes` switches it)");
  }
}

function isNix2(to: Edition): boolean {
  return to === "nix2" || to === "nix2-future";
}

/** With `--write` standard input comes out again, migrated; the account goes beside it. */
async function migrateStdin(sources: Sources, { run, options, account }: Surroundings): Promise<void> {
  const stdin = makeStdinItem(sources, options);
  if (stdin === null) return;
  const mode = run.mode === "write" ? "print" : run.mode;
  const target = targetOf(run, run);
  const migrator = { options: { ...run, mode }, target, buffers: createParserBuffers(), polisher: createPolisher() };
  await account.take(migrateBytes(stdin.bytes, stdin.item, migrator));
}

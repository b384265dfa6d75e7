/**
 * A run that writes: all files are migrated in memory and checked, then all new texts are put in place under a journal.
 * Whenever it stops, the tree is as it was or the journal tells how to go on.
 */
import { relative } from "node:path";
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import type { FileResult } from "../run/file-result.ts";
import { commonDirectory } from "../run/journal/place.ts";
import { openWriteRun, type WriteRun } from "../run/journal/write-run.ts";
import type { Replayed, ReplayOutcome } from "../run/journal/replay.ts";
import { unwritten } from "../run/migrate-file.ts";
import type { RunItem } from "../run/run-options.ts";
import { runMigration } from "../run-migration.ts";
import type { MigrateCommandOptions } from "./options.ts";
import { progressOf, type Surroundings } from "./surroundings.ts";

/** Migrates the files and writes what changes. */
export async function writeFiles(items: readonly RunItem[], around: Surroundings): Promise<void> {
  if (items.length === 0) return;
  const { run, options, io } = around;
  const files = items.map(({ file }) => file.absolute);
  const request = { to: run.to, cwd: io.cwd, files, options: repeatable(options), env: io.env };
  const writeRun = openWriteRun(request);
  try {
    const results = await planFiles(items, writeRun, around);
    if (results !== null) await carryOut(results, writeRun, { ...around, items });
  } finally {
    writeRun.close();
  }
}

/** A repeated run is given the files themselves; answers that somebody gave cannot be given again. */
function repeatable(options: MigrateCommandOptions): Record<string, unknown> | null {
  if (options.interactive === true) return null;
  return Object.fromEntries(Object.entries(options).filter(([name]) => !["filesFrom", "stdinFilename"].includes(name)));
}

/** A file with what became of it, its new text put away. */
interface Planned {
  readonly absolute: string;
  readonly result: FileResult;
}

/** Migrates the files in memory; null if somebody stopped it. */
async function planFiles(
  items: readonly RunItem[],
  writeRun: WriteRun,
  { run, options, io }: Surroundings,
): Promise<Planned[] | null> {
  const planned: Planned[] = [];
  const progress = await progressOf(items, "migrating", io);
  const signal = io.interruption();
  const onResult = (result: FileResult, { file }: RunItem): Promise<void> => {
    if (result.change !== undefined) writeRun.add({ ...file, ...result.change });
    planned.push({ absolute: file.absolute, result: { ...result, change: undefined } });
    return Promise.resolve();
  };
  await runMigration({ items, options: run, jobs: options.jobs, progress, onResult, signal }).finally(() =>
    progress.stop(),
  );
  if (!signal.aborted) return planned;
  io.stderr.write("stopped; nothing was written\n");
  return null;
}

async function carryOut(
  planned: readonly Planned[],
  writeRun: WriteRun,
  around: Surroundings & { readonly items: readonly RunItem[] },
): Promise<void> {
  const { io, account } = around;
  const outcomes = new Map<string, ReplayOutcome>();
  const expected = planned.filter(({ result }) => isToBeWritten(result)).length;
  const signal = io.interruption();
  const changing = around.items.filter((_, at) => isToBeWritten(planned[at]?.result));
  const progress = await progressOf(changing, "writing", io);
  const onFile = ({ entry, outcome }: Replayed): void => {
    outcomes.set(entry.absolute, outcome);
    progress.advance(entry.before.length);
  };
  await writeRun.carryOut({ signal, onFile }).finally(() => progress.stop());
  for (const { absolute, result } of planned) await account.take(settle(result, outcomes.get(absolute)));
  const failures = [...outcomes.values()].filter(({ status }) => status === "failed").length + expected - outcomes.size;
  if (failures > 0) sayHowToGoOn(failures, planned, io);
}

function isToBeWritten(result: FileResult | undefined): boolean {
  return result !== undefined && result.changed && result.status !== "skipped";
}

/** Returns the result of a file after the attempt to write it. */
function settle(result: FileResult, outcome: ReplayOutcome | undefined): FileResult {
  if (!isToBeWritten(result)) return result;
  if (outcome === undefined) return unwritten(result, "failed", notReached);
  return "diagnostic" in outcome
    ? unwritten(result, "failed", outcome.diagnostic)
    : { ...result, written: outcome.status === "written" };
}

const notReached = {
  code: "migrate/not-written",
  severity: "error",
  span: { start: 0, end: 0 },
  message: "not written: the run was stopped before",
} as const;

function sayHowToGoOn(failures: number, planned: readonly Planned[], io: CommandIo): void {
  const anchor = commonDirectory(planned.map(({ absolute }) => absolute));
  const way = relative(io.cwd, anchor);
  const where = way === "" || way.startsWith("..") ? anchor : way;
  io.stderr.write(
    `${failures} ${failures === 1 ? "file" : "files"} could not be written, the others are: ` +
      `\`lix-migrate --resume ${where}\` tries again, \`lix-migrate --undo ${where}\` takes all back\n`,
  );
  io.endWith(ExitCode.Failure);
}

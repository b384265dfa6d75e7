/**
 * `--resume`, `--undo` and `--forget`: what to do about a run that was interrupted, or is not wanted any more.
 */
import { statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { createReporter } from "@lix-tools/cli-kit/report";
import type { JournalHeader } from "../run/journal/format.ts";
import { beginUndo, finishJournal, type FoundJournal, readJournal, removeJournal } from "../run/journal/journal.ts";
import { findJournals } from "../run/journal/place.ts";
import { type Direction, replay, type Replayed } from "../run/journal/replay.ts";
import { isFinished, leftOf, lock } from "../run/journal/write-run.ts";
import type { MigrateCommandOptions } from "./options.ts";

/** What recovering needs of the command. */
export interface Recovery {
  readonly io: CommandIo;
  /** Runs a command line anew. */
  readonly rerun: (paths: readonly string[], options: MigrateCommandOptions, io: CommandIo) => Promise<void>;
}

/** Finishes the interrupted run of a tree, takes a run back, or forgets it. */
export async function recover(
  paths: readonly string[],
  options: MigrateCommandOptions,
  { io, rerun }: Recovery,
): Promise<void> {
  if (paths.length > 1) throw new CommandError("name one directory: that of the run, or any in it");
  const directory = directoryOf(resolve(io.cwd, paths[0] ?? "."));
  const journal = chooseJournal(directory, options, io);
  const release = lock(journal.place);
  try {
    if (options.forget === true) {
      removeJournal(journal.place);
      io.stdout.write(`forgotten: the run in \`${journal.header.anchor}\`; the files are as they are\n`);
      return;
    }
    if (await settle(journal, options, io)) return;
  } finally {
    release();
  }
  await repeat(journal.header, io, rerun);
}

function directoryOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}

function chooseJournal(directory: string, { undo }: MigrateCommandOptions, io: CommandIo): FoundJournal {
  const found = findJournals(directory, io.env).flatMap((place) => readJournal(place) ?? []);
  const open = found.filter(({ state }) => undo === true || state !== "done");
  const [journal, ...others] = open.length === 0 ? found : open;
  if (journal === undefined) throw new CommandError(`there is no journal of a run in \`${directory}\``);
  if (others.length === 0) return journal;
  const anchors = [journal, ...others].map(({ header }) => `\`${header.anchor}\``).join(", ");
  throw new CommandError(`there are journals of several runs; name the directory of one: ${anchors}`);
}

/** Brings the tree to where it is wanted. Returns false where the run has to be made anew for that. */
async function settle(journal: FoundJournal, { undo }: MigrateCommandOptions, io: CommandIo): Promise<boolean> {
  const { state, place, header } = journal;
  if (state === "begun") {
    removeJournal(place);
    if (undo === true) io.stdout.write("nothing had been written\n");
    return undo === true;
  }
  if (state === "done" && undo !== true) {
    io.stdout.write(`nothing to resume: the run in \`${header.anchor}\` was finished\n`);
    return true;
  }
  const direction: Direction = undo === true || state === "undoing" ? "back" : "forward";
  if (direction === "back") beginUndo(journal);
  const done = await replay({ journal, direction, signal: io.interruption() });
  await say(done, direction, io);
  const isOver = isFinished(done, journal.entries.length - (journal.ending?.left.length ?? 0));
  const left = leftOf(done);
  if (direction === "forward" && isOver) finishJournal(place, left);
  if (direction === "back" && isOver && left.length === 0) removeJournal(place);
  if (direction === "back" && left.length > 0) {
    io.stderr.write("their old texts are kept: --undo tries again, --forget gives them up\n");
  }
  return true;
}

async function say(done: readonly Replayed[], direction: Direction, io: CommandIo): Promise<void> {
  const reporter = createReporter({ format: "concise", output: io.stdout, palette: io.paletteFor(io.stdout, "auto") });
  let problems = 0;
  for (const { entry, outcome } of done) {
    if (!("diagnostic" in outcome)) continue;
    problems++;
    const path = relative(io.cwd, entry.absolute);
    await reporter.report({ path: path.startsWith("..") ? entry.absolute : path, ...asReport(outcome.diagnostic) });
  }
  await reporter.finish();
  const written = done.filter(({ outcome }) => outcome.status === "written").length;
  const there = done.filter(({ outcome }) => outcome.status === "there").length;
  const verb = direction === "forward" ? "written" : "taken back";
  io.stdout.write(`${written} ${written === 1 ? "file" : "files"} ${verb}, ${there} were so already\n`);
  if (problems > 0) io.endWith(ExitCode.Failure);
}

function asReport<Diagnostic>(diagnostic: Diagnostic): {
  readonly source: undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  return { source: undefined, diagnostics: [diagnostic] };
}

/** Nothing had been written yet, so the run is made again, with the files it had. */
async function repeat({ cwd, files, options }: JournalHeader, io: CommandIo, rerun: Recovery["rerun"]): Promise<void> {
  if (options === null) {
    throw new CommandError("nothing had been written, and the answers that were given are gone: run it again");
  }
  // These are the options of the same program, as it wrote them down itself.
  await rerun(files, options as unknown as MigrateCommandOptions, { ...io, cwd });
}

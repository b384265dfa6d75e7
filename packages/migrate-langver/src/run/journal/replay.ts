/**
 * Brings the files of a journal to their new bytes or back to their old ones. A file that is neither was changed by
 * somebody else: it is left alone, whatever it costs, and told. Doing it twice does nothing the second time, so it may
 * be interrupted and repeated, in either direction.
 */
import { rmSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { replaceFile } from "@lix-tools/cli-kit/atomic-write";
import { describeSystemError, systemErrorCode } from "@lix-tools/cli-kit/report";
import type { Diagnostic } from "@lix-tools/parser";
import { textHash } from "../text-hash.ts";
import type { JournalEntry } from "./format.ts";
import { type FoundJournal, readPiece, temporaryPathOf } from "./journal.ts";

/** Where to bring the files: to the end of the run, or back to its beginning. */
export type Direction = "forward" | "back";

/** What became of one file. */
export type ReplayOutcome =
  | { readonly status: "written" | "there" }
  | { readonly status: "changed" | "failed"; readonly diagnostic: Diagnostic };

/** A file with what became of it. */
export interface Replayed {
  readonly entry: JournalEntry;
  readonly outcome: ReplayOutcome;
}

/** What a replay is to do. */
export interface ReplayTask {
  readonly journal: FoundJournal;
  readonly direction: Direction;
  /** Called for every file, in the order of the journal. */
  readonly onFile?: (replayed: Replayed) => void;
  /** Begins no more files once aborted. */
  readonly signal?: AbortSignal;
}

/** Files on their way to the disk at a time: waiting for it takes longer than anything else. */
const atATime = 16;

/** Returns what became of the files; fewer than there are if the signal was given. */
export async function replay({ journal, direction, onFile, signal }: ReplayTask): Promise<Replayed[]> {
  const results: Replayed[] = [];
  const left = new Set(journal.ending?.left);
  const ours = journal.entries.filter(({ absolute }) => !left.has(absolute));
  for (let from = 0; from < ours.length; from += atATime) {
    if (signal?.aborted === true) break;
    const batch = ours.slice(from, from + atATime);
    const done = await Promise.all(
      batch.map(async (entry, index) => ({ entry, outcome: await bring(journal, entry, from + index, direction) })),
    );
    for (const replayed of done) onFile?.(replayed);
    results.push(...done);
  }
  return results;
}

async function bring(
  { place, header }: FoundJournal,
  entry: JournalEntry,
  index: number,
  direction: Direction,
): Promise<ReplayOutcome> {
  const [from, to] = direction === "forward" ? (["before", "after"] as const) : (["after", "before"] as const);
  try {
    const temporary = temporaryPathOf(header, entry, index);
    // A link is followed before a file is made beside it, so the left-over lies beside what the link leads to.
    rmSync(join(dirname(await realpath(entry.absolute)), basename(temporary)), { force: true });
    const found = await readFile(entry.absolute);
    const hash = textHash(found);
    if (hash === entry[to].hash) return { status: "there" };
    if (hash !== entry[from].hash) return changed();
    const { absolute, root } = entry;
    const after = readPiece(place, to, entry[to]);
    const replaced = await replaceFile({ absolute, root, before: found, after, temporaryName: basename(temporary) });
    if (replaced.status !== "failed") return { status: replaced.status === "written" ? "written" : "there" };
    const { diagnostic } = replaced;
    return { status: diagnostic.code === "io/changed" ? "changed" : "failed", diagnostic };
  } catch (error) {
    return systemErrorCode(error) === "ENOENT" ? changed() : failed(`not written: ${describeSystemError(error)}`);
  }
}

function changed(): ReplayOutcome {
  const message = "not written: the file was changed or removed by somebody else since";
  return { status: "changed", diagnostic: { ...nowhere, code: "io/changed", message } };
}

function failed(message: string): ReplayOutcome {
  return { status: "failed", diagnostic: { ...nowhere, code: "io/write-failed", message } };
}

const nowhere = { severity: "error", span: { start: 0, end: 0 } } as const;

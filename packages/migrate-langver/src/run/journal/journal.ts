/**
 * The journal of a run that writes: everything that is needed to finish the run or to take it back is durable before the
 * first file of the tree is touched, so that the process may be killed at any moment. The tree is then as it was, or the
 * journal tells how to go on.
 */
import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { textHash } from "../text-hash.ts";
import { type AppendFile, createAppendFile, renameDurably, syncDirectory, writeDurably } from "./durable.ts";
import {
  doneFile,
  headerFile,
  type JournalEnding,
  type JournalEntry,
  type JournalHeader,
  originalsFile,
  type Piece,
  planFile,
  readEnding,
  readHeader,
  readPlan,
  resultsFile,
} from "./format.ts";
import { namesIn } from "./place.ts";

/** A change to one file, as it is put into a journal. */
export interface JournalChange extends Omit<JournalEntry, "before" | "after"> {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** A journal that is being written. */
export interface JournalWriter {
  /** Adds a file that is to change. */
  add(change: JournalChange): void;
  /** Makes everything durable; from here on files may be replaced. */
  commit(): readonly JournalEntry[];
  /** Takes the journal away, as if there had been none. */
  discard(): void;
}

/** How far the run of a journal came: nothing was written, some may have been, all was, or it is being taken back. */
export type JournalState = "begun" | "planned" | "done" | "undoing";

/** A journal as it was found. */
export interface FoundJournal {
  readonly place: string;
  readonly header: JournalHeader;
  readonly state: JournalState;
  readonly entries: readonly JournalEntry[];
  readonly ending: JournalEnding | null;
}

/** Returns the journal in a place, or null where there is none. */
export function readJournal(place: string): FoundJournal | null {
  const header = readHeader(place);
  if (header === null) return null;
  const entries = readPlan(place);
  const ending = readEnding(place);
  return { place, header, state: stateOf(entries, ending), entries: entries ?? [], ending };
}

function stateOf(entries: readonly JournalEntry[] | null, ending: JournalEnding | null): JournalState {
  if (entries === null) return "begun";
  if (ending === null) return "planned";
  return ending.isUndone ? "undoing" : "done";
}

/** Returns the writer of a new journal. What the place held before is gone. */
export function createJournal(place: string, header: JournalHeader): JournalWriter {
  removeJournal(place);
  writeDurably(join(place, headerFile), `${JSON.stringify(header)}\n`);
  const originals = createAppendFile(join(place, originalsFile));
  const results = createAppendFile(join(place, resultsFile));
  const entries: JournalEntry[] = [];
  return {
    add({ before, after, ...file }) {
      entries.push({ ...file, before: append(originals, before), after: append(results, after) });
    },
    commit() {
      originals.close();
      results.close();
      const plan = createAppendFile(join(place, `${planFile}.part`));
      plan.append(Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join("")));
      plan.close();
      renameDurably(join(place, `${planFile}.part`), join(place, planFile));
      return entries;
    },
    discard() {
      originals.abandon();
      results.abandon();
      removeJournal(place);
    },
  };
}

function append(file: AppendFile, bytes: Uint8Array): Piece {
  return { offset: file.append(bytes), length: bytes.length, hash: textHash(bytes) };
}

/** Writes down that the run is over. The old bytes stay, so that it can still be taken back. */
export function finishJournal(place: string, left: readonly string[]): void {
  writeDurably(join(place, doneFile), `${JSON.stringify({ left, isUndone: false } satisfies JournalEnding)}\n`);
  rmSync(join(place, resultsFile), { force: true });
}

/** Writes down that the run is to be taken back: from here on there is no other way. */
export function beginUndo({ place, ending }: FoundJournal): void {
  const undoing: JournalEnding = { left: ending?.left ?? [], isUndone: true };
  writeDurably(join(place, doneFile), `${JSON.stringify(undoing)}\n`);
}

/**
 * Takes a journal away. The header goes first: without one there is no journal, so that whenever this is interrupted,
 * what is left is not mistaken for a run to finish.
 */
export function removeJournal(place: string): void {
  rmSync(join(place, headerFile), { force: true });
  if (existsSync(place)) syncDirectory(place);
  for (const name of namesIn(place)) {
    if (name !== "lock") rmSync(join(place, name), { force: true });
  }
}

/** Returns bytes that a journal holds. Throws where they are not those that were put there. */
export function readPiece(place: string, side: "before" | "after", { offset, length, hash }: Piece): Uint8Array {
  const path = join(place, side === "before" ? originalsFile : resultsFile);
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(path, "r");
  try {
    for (let done = 0; done < length;) {
      const count = readSync(descriptor, bytes, done, length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
  if (textHash(bytes) !== hash) throw new Error(`the journal in \`${place}\` is damaged`);
  return bytes;
}

/** Returns the path of the temporary file beside a file that is being replaced; each entry has its own. */
export function temporaryPathOf({ id }: JournalHeader, entry: JournalEntry, index: number): string {
  return join(dirname(entry.absolute), `.lix-migrate-${id}-${index}.tmp`);
}

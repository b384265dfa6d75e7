/**
 * The writing end of a run: takes the new texts while they are made, and when all are there puts them in place under
 * the protection of a journal. Until then nothing in the tree is touched.
 */
import { randomBytes } from "node:crypto";
import { rmdirSync } from "node:fs";
import { CommandError } from "@lix-tools/cli-kit/command";
import { describeSystemError } from "@lix-tools/cli-kit/report";
import type { JournalHeader } from "./format.ts";
import { createJournal, finishJournal, type JournalChange, type JournalWriter, readJournal } from "./journal.ts";
import { takeLock } from "./lock.ts";
import { commonDirectory, type Environment, findJournals, journalPlaces, makePlace } from "./place.ts";
import { replay, type ReplayTask, type Replayed } from "./replay.ts";

/** What a run is about, for its journal. */
export interface WriteRequest extends Pick<JournalHeader, "to" | "cwd" | "files" | "options"> {
  readonly env: Environment;
}

/** A run that is going to write. */
export interface WriteRun {
  /** Takes the new text of a file. */
  add(change: JournalChange): void;
  /** Puts all new texts in place. Returns what became of each; fewer if the signal was given. */
  carryOut(watch: Pick<ReplayTask, "onFile" | "signal">): Promise<readonly Replayed[]>;
  /** Forgets everything; the tree is as it was. Does nothing once the texts are in place. */
  close(): void;
}

/** Returns a run that is going to write, unless another one stands in its way. */
export function openWriteRun({ env, ...request }: WriteRequest): WriteRun {
  const anchor = commonDirectory(request.files);
  refuseUnfinished(anchor, env);
  const { place, release } = claimPlace(anchor, env);
  const header: JournalHeader = { version: 1, id: randomBytes(6).toString("hex"), anchor, ...request };
  let writer: JournalWriter | null = null;
  const failed = (error: unknown): CommandError => {
    writer?.discard();
    writer = null;
    return new CommandError(
      `cannot keep a journal in \`${place}\`, so nothing was written: ${describeSystemError(error)}`,
    );
  };
  const guarded = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw failed(error);
    }
  };
  return {
    add: (change) => guarded(() => (writer ??= createJournal(place, header)).add(change)),
    async carryOut(watch) {
      const open = writer;
      if (open === null) return [];
      const entries = guarded(() => open.commit());
      // The new texts are safe now, and nothing takes them away but their being in place.
      writer = null;
      const journal = { place, header, entries, state: "planned", ending: null } as const;
      const done = await replay({ journal, direction: "forward", ...watch });
      if (isFinished(done, entries.length)) finishJournal(place, leftOf(done));
      return done;
    },
    close() {
      writer?.discard();
      release();
    },
  };
}

/** Tells whether nothing is left to do: what somebody else changed is not ours any more. */
export function isFinished(done: readonly Replayed[], count: number): boolean {
  return done.length === count && done.every(({ outcome }) => outcome.status !== "failed");
}

/** Returns the files that somebody else changed. */
export function leftOf(done: readonly Replayed[]): string[] {
  return done.filter(({ outcome }) => outcome.status === "changed").map(({ entry }) => entry.absolute);
}

function refuseUnfinished(anchor: string, env: Environment): void {
  for (const place of findJournals(anchor, env)) {
    const journal = readJournal(place);
    if (journal === null || (journal.state !== "planned" && journal.state !== "undoing")) continue;
    throw new CommandError(
      `a run in \`${journal.header.anchor}\` was interrupted: finish it with --resume or take it back with --undo`,
    );
  }
}

interface ClaimedPlace {
  readonly place: string;
  readonly release: () => void;
}

/** Returns the first place where a journal can be, locked. */
function claimPlace(anchor: string, env: Environment): ClaimedPlace {
  const reasons: string[] = [];
  for (const place of journalPlaces(anchor, env)) {
    try {
      makePlace(place);
      return { place, release: lock(place) };
    } catch (error) {
      if (error instanceof CommandError) throw error;
      reasons.push(`\`${place}\`: ${describeSystemError(error)}`);
    }
  }
  throw new CommandError(`there is no place for a journal, so nothing was written: ${reasons.join("; ")}`);
}

/** Returns the function that unlocks a place. A place that holds nothing then is taken away. */
export function lock(place: string): () => void {
  const taken = takeLock(place);
  if (typeof taken !== "function") {
    throw new CommandError(
      `process ${taken.process} is migrating the same files; if it is none of this program, remove \`${taken.path}\``,
    );
  }
  return () => {
    taken();
    try {
      rmdirSync(place);
    } catch {
      // It holds a journal.
    }
  };
}

/**
 * What a journal is on disk. Its directory holds
 *
 * - `run.json`, the header: what was asked for. With it alone nothing was written anywhere else.
 * - `originals` and `results`, the old and the new bytes of every file that is to change, one behind the other.
 * - `plan`, a line for every such file. It appears, whole, when the bytes are durable; from then on files may be
 *   replaced, and the run can be finished or taken back without looking at anything but the journal.
 * - `done.json`, which appears, whole, when every file is replaced, with the files that had to be left; or when the run
 *   begins to be taken back.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** The name of the header in a journal. */
export const headerFile: string = "run.json";
/** The name of the file with the old bytes. */
export const originalsFile: string = "originals";
/** The name of the file with the new bytes. */
export const resultsFile: string = "results";
/** The name of the plan. */
export const planFile: string = "plan";
/** The name of the file that says that all is done. */
export const doneFile: string = "done.json";

const headerSchema = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]+$/u)),
  anchor: v.string(),
  to: v.string(),
  cwd: v.string(),
  files: v.array(v.string()),
  options: v.nullable(v.record(v.string(), v.unknown())),
});

/** What was asked for. */
export interface JournalHeader {
  readonly version: 1;
  /** Names the run, and the temporary files that it makes beside those it replaces. */
  readonly id: string;
  /** The directory that all files are in. */
  readonly anchor: string;
  readonly to: string;
  /** The working directory, and the files and options of the command; null where it cannot be repeated. */
  readonly cwd: string;
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, unknown>> | null;
}

/** Where bytes stand in a file of the journal, and their SHA-256. */
export interface Piece {
  readonly offset: number;
  readonly length: number;
  readonly hash: string;
}

const pieceSchema = v.object({ offset: v.number(), length: v.number(), hash: v.string() });
const entrySchema = v.object({
  path: v.string(),
  absolute: v.string(),
  root: v.string(),
  before: pieceSchema,
  after: pieceSchema,
});

/** A file that is to change. */
export interface JournalEntry {
  /** As shown to people. */
  readonly path: string;
  readonly absolute: string;
  /** Nothing outside of this directory is reached through a link. */
  readonly root: string;
  readonly before: Piece;
  readonly after: Piece;
}

const endingSchema = v.object({ left: v.array(v.string()), isUndone: v.boolean() });

/** How a run ended. */
export interface JournalEnding {
  /** The files that somebody else changed meanwhile, by absolute path: they are none of ours. */
  readonly left: readonly string[];
  /** Whether the run is being taken back; until that is done the journal is there. */
  readonly isUndone: boolean;
}

/** Returns the header of a journal, or null where there is none that can be understood. */
export function readHeader(place: string): JournalHeader | null {
  const text = readText(join(place, headerFile));
  return text === null ? null : parse(headerSchema, text);
}

/** Returns the plan of a journal; null where it was not made to the end. */
export function readPlan(place: string): readonly JournalEntry[] | null {
  const text = readText(join(place, planFile));
  if (text === null) return null;
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => v.parse(entrySchema, JSON.parse(line)));
}

/** Returns how the run of a journal ended, or that it is being taken back; null if neither. */
export function readEnding(place: string): JournalEnding | null {
  const text = readText(join(place, doneFile));
  return text === null ? null : parse(endingSchema, text);
}

function parse<Value>(schema: v.GenericSchema<unknown, Value>, text: string): Value | null {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

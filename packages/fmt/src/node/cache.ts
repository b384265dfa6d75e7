/**
 * Which files were found formatted, so that another run need not read them: by path, size and time of change, and where
 * the time is another, by a digest of the contents. An entry counts only for the same settings and version of the tool.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as v from "valibot";
import { digestOf, type FormatItem } from "./format-task.ts";

const entrySchema = v.tuple([v.string(), v.string(), v.string()]);
const cacheSchema = v.object({ version: v.string(), files: v.record(v.string(), entrySchema) });

/** State of the file (size and time), digest of its contents, and settings it was formatted with. */
type Entry = v.InferOutput<typeof entrySchema>;

/** What is known of files from earlier runs. */
export interface FormatCache {
  /** Tells whether the file is known to be formatted. */
  isFormatted(item: FormatItem): boolean;
  /** Notes that the file holds formatted bytes of this digest. */
  note(item: FormatItem, digest: string): void;
  /** Writes what is known. A cache that cannot be written is not worth an error. */
  save(): void;
}

/** Returns the cache kept in a file; empty if there is none, or one of another version. */
export function openCache(path: string, version: string): FormatCache {
  const files = new Map<string, Entry>(readEntries(path, version));
  let isDirty = false;
  return {
    isFormatted({ file, settings, edition }) {
      const entry = files.get(file.absolute);
      if (entry === undefined || entry[2] !== settingsKey(settings, edition)) return false;
      const state = stateOf(file.absolute);
      if (state === null || state === entry[0]) return state !== null;
      if (digestOfFile(file.absolute) !== entry[1]) return false;
      files.set(file.absolute, [state, entry[1], entry[2]]);
      isDirty = true;
      return true;
    },
    note({ file, settings, edition }, digest) {
      const state = stateOf(file.absolute);
      if (state === null) return;
      files.set(file.absolute, [state, digest, settingsKey(settings, edition)]);
      isDirty = true;
    },
    save() {
      if (isDirty) writeEntries(path, { version, files: Object.fromEntries(files) });
    },
  };
}

function settingsKey({ width, indent, strict, style }: FormatItem["settings"], edition: FormatItem["edition"]): string {
  return `${width} ${indent} ${strict ? "strict" : "free"} ${style} ${edition ?? ""}`;
}

function stateOf(absolute: string): string | null {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.size} ${stats.mtimeMs}`;
}

function digestOfFile(absolute: string): string | null {
  try {
    return digestOf(readFileSync(absolute));
  } catch {
    return null;
  }
}

function readEntries(path: string, version: string): [string, Entry][] {
  try {
    const contents: unknown = JSON.parse(readFileSync(path, "utf8"));
    const cache = v.safeParse(cacheSchema, contents);
    return cache.success && cache.output.version === version ? Object.entries(cache.output.files) : [];
  } catch {
    return [];
  }
}

function writeEntries(path: string, cache: v.InferOutput<typeof cacheSchema>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(cache));
  } catch {
    // The next run has more to do, that is all.
  }
}

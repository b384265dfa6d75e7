/**
 * Whether directories have an entry of some name, without asking the disk about those that a walk has read.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { HasEntry } from "./ignore-rules.ts";

/** What is known of the entries of directories. */
export interface KnownEntries {
  /** Takes note of a directory that was read. */
  readonly note: (directory: string, hasEntry: HasEntry) => void;
  /** Tells whether the directory has an entry of this name. */
  readonly exists: (directory: string, name: string) => boolean;
}

/** Returns a store that notes which of the names a directory has. */
export function createKnownEntries(names: readonly string[]): KnownEntries {
  const known = new Map<string, readonly string[]>();
  return {
    note(directory, hasEntry) {
      const present = names.filter(hasEntry);
      known.set(directory, present.length === 0 ? none : present);
    },
    exists(directory, name) {
      const present = known.get(directory);
      return present !== undefined && names.includes(name) ? present.includes(name) : existsSync(join(directory, name));
    },
  };
}

/** One list for all directories that have none of the names, which are nearly all. */
const none: readonly string[] = [];

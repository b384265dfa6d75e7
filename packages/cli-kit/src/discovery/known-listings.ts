/**
 * Listings of directories kept from run to run: one that has not changed since is not read again. That costs one
 * question to the file system where reading takes four.
 *
 * A directory is as it was if its state is: times, inode and device. Whatever adds, removes or renames an entry changes
 * them, unless it happens within one tick of the clock that stamped the directory; so a listing is only kept of a
 * directory whose last change lay further back when it was asked for its state, before it was read. File systems that
 * do not keep the time of a directory say that it is zero; they are always read. What stands behind
 * an entry, such as the bytes of a file or the target of a link, is no part of a listing.
 *
 * A file of listings that is broken or absent is empty; one that cannot be written is no error.
 */
import { readFileSync, statSync } from "node:fs";
import { isSettled } from "../file-cache/file-state.ts";
import { writeQuietly } from "../file-cache/write-quietly.ts";
import { decodeListings, encodeListings, type KnownListing, type ListingState } from "./listing-format.ts";
import { type ReadDirectory, readEntries } from "./listing.ts";

/** Listings from earlier runs and from this one. */
export interface KnownListings {
  /** Returns the entries of a directory, from memory if it has not changed. */
  readonly readDirectory: ReadDirectory;
  /** Writes what is known now, if that is anything else than before. */
  readonly save: () => void;
}

/** What the file system is asked. */
export interface ListingDisk {
  readonly stateOf: (directory: string) => ListingState | null;
  readonly read: ReadDirectory;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The disk as it is. */
export const realDisk: ListingDisk = { stateOf: readState, read: readEntries, now: Date.now };

/** Runs after which a listing that nobody asked for is forgotten. */
const oldestAge = 20;

/** Returns the listings kept in a file. */
export function openListings(path: string, disk: ListingDisk = realDisk): KnownListings {
  const earlier = readListings(path);
  const used = new Map<string, KnownListing>();
  let isChanged = false;
  return {
    readDirectory(directory) {
      const state = disk.stateOf(directory);
      const known = earlier.get(directory);
      if (state !== null && known !== undefined && isSame(state, known.state)) {
        used.set(directory, known);
        return known.entries();
      }
      earlier.delete(directory);
      // Changes from here on have a later time than the state.
      const isKept = state !== null && isSettled(state, disk.now()) && state.changed > 0;
      const entries = disk.read(directory);
      if (isKept) {
        used.set(directory, { state, age: 0, entries: () => entries });
        isChanged = true;
      }
      return entries;
    },
    save() {
      if (!isChanged) return;
      for (const [directory, listing] of earlier) {
        if (!used.has(directory) && listing.age < oldestAge) used.set(directory, { ...listing, age: listing.age + 1 });
      }
      writeQuietly(path, encodeListings(used));
    },
  };
}

/** Returns the state of a directory, or null where there is none or it cannot be asked. */
function readState(directory: string): ListingState | null {
  try {
    const stats = statSync(directory, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    return { modified: stats.mtimeMs, changed: stats.ctimeMs, inode: stats.ino, device: stats.dev };
  } catch {
    return null;
  }
}

function isSame(left: ListingState, right: ListingState): boolean {
  return (
    left.modified === right.modified &&
    left.changed === right.changed &&
    left.inode === right.inode &&
    left.device === right.device
  );
}

function readListings(path: string): Map<string, KnownListing> {
  try {
    return decodeListings(readFileSync(path));
  } catch {
    return new Map();
  }
}

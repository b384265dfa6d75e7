/**
 * The state of a file on the disk: what changes whenever its bytes may have changed, read without opening the file.
 */
import { statSync } from "node:fs";

/** Size, times and place of a file, as the file system tells them. */
export interface FileState {
  readonly size: number;
  /** When the bytes were last written, in milliseconds with a fraction. */
  readonly modified: number;
  /** When anything about the file last changed; programs cannot set it. */
  readonly changed: number;
  readonly inode: number;
}

/** Returns the state of a file, or null where there is none or it cannot be asked. */
export function readFileState(absolute: string): FileState | null {
  try {
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    return { size: stats.size, modified: stats.mtimeMs, changed: stats.ctimeMs, inode: stats.ino };
  } catch {
    return null;
  }
}

/** Tells whether two states are the same. */
export function isSameState(left: FileState, right: FileState): boolean {
  return (
    left.size === right.size &&
    left.modified === right.modified &&
    left.changed === right.changed &&
    left.inode === right.inode
  );
}

/** Milliseconds within which some file system gives two writes one time. */
const coarsestClock = 2000;

/** Tells whether a later write would show: what was written just now may be written again without another time. */
export function isSettled({ modified, changed }: Pick<FileState, "modified" | "changed">, now: number): boolean {
  return Math.max(modified, changed) + coarsestClock < now;
}

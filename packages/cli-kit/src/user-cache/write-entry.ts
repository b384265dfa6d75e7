/** Writing the files of a cache, which others may read and write at the same time. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

export interface WriteOptions {
  /** Whether the bytes must be on the disk before the file is in its place. */
  readonly isSynced: boolean;
}

/** Puts pieces in the place of a file, which others see as it was or whole. */
export function writeEntry(path: string, pieces: readonly Uint8Array[], { isSynced }: WriteOptions): void {
  // Threads write too, and the same at the same time.
  const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    const file = openSync(beside, "wx", 0o600);
    try {
      for (const piece of pieces) writeFileSync(file, piece);
      if (isSynced) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writing what only saves time: whether that succeeds is of no importance. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Puts bytes in the place of a file. They are written beside and renamed, so that two runs at once cannot mix theirs. */
export function writeQuietly(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } catch {
    removeQuietly(beside);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where there is not even a directory, nothing was written.
  }
}

/**
 * One run at a time works with a journal. The lock is a file with the number of its process; that of a process that is
 * gone counts for nothing.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemErrorCode } from "@lix-tools/cli-kit/report";

/** Says who holds a lock that could not be taken. */
export interface HeldLock {
  readonly process: number;
  readonly path: string;
}

/** Returns a function that gives the lock of a journal back, or who holds it. */
export function takeLock(place: string): (() => void) | HeldLock {
  const path = join(place, "lock");
  for (let attempt = 0; ; attempt++) {
    try {
      makeLock(path);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (systemErrorCode(error) !== "EEXIST" || attempt > 1) throw error;
    }
    const holder = holderOf(path);
    if (holder !== null && holder !== process.pid && isAlive(holder)) return { process: holder, path };
    rmSync(path, { force: true });
  }
}

/** A link appears with its contents; a file that is made has none at first. */
function makeLock(path: string): void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    linkSync(own, path);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Returns the number in a lock, or null while it has none. */
function holderOf(path: string): number | null {
  try {
    const text = readFileSync(path, "utf8");
    return /^\d+$/u.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // Somebody else's process exists, too.
    return systemErrorCode(error) === "EPERM";
  }
}

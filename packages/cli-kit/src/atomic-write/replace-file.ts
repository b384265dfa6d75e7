/**
 * Replaces the contents of a file so that whoever looks finds the old bytes or the new ones, never a part: the new
 * bytes go to a temporary file in the same directory, reach the disk, and take the old file's place in one step. If
 * anything fails on the way, the old file is as it was and the temporary file is gone.
 *
 * Own code because `write-file-atomic` writes once and does not look at how much was written: on a disk that is
 * nearly full it puts a shortened file in place and reports success.
 */
import { randomBytes } from "node:crypto";
import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { Diagnostic } from "@lix-tools/parser";
import { describeSystemError } from "../report/system-error.ts";

/** A change to one file. */
export interface FileReplacement {
  /** The file, absolute. A symbolic link stays a link: what it points to is replaced. */
  readonly absolute: string;
  /** The directory that the file, with all links resolved, must be in. */
  readonly root: string;
  /** What the file held when it was read. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The name of the temporary file; a name that nobody else has if absent. For those who clean up after a crash. */
  readonly temporaryName?: string | undefined;
}

/** How a replacement ended. A failure is `io/outside-root`, `io/changed`, `io/not-a-file` or `io/write-failed`. */
export type ReplaceResult =
  | { readonly status: "written" | "unchanged" }
  | { readonly status: "failed"; readonly diagnostic: Diagnostic };

/** Returns how the replacement of a file's contents ended. Equal bytes are not written. */
export async function replaceFile(replacement: FileReplacement): Promise<ReplaceResult> {
  const { absolute, root, before, after } = replacement;
  if (equalBytes(before, after)) return { status: "unchanged" };
  try {
    const target = await realpath(absolute);
    if (!isBelow(await realpath(root), target)) {
      return failure("io/outside-root", `not written: the symbolic link leads out of the directory to \`${target}\``);
    }
    const stats = await stat(target, { bigint: true });
    if (!stats.isFile()) return failure("io/not-a-file", "not written: this is not a regular file");
    if (!equalBytes(await readFile(target), before)) return changedMeanwhile;
    return await swapIn(target, stats, replacement);
  } catch (error) {
    return failure("io/write-failed", `not written: ${describeSystemError(error)}`);
  }
}

const changedMeanwhile = failure("io/changed", "not written: the file changed since it was read");

/** Puts the new bytes in the target's place unless the target is no longer the file that the stats describe. */
async function swapIn(
  target: string,
  stats: BigIntStats,
  { after, temporaryName = `.lix-${randomBytes(9).toString("hex")}.tmp` }: FileReplacement,
): Promise<ReplaceResult> {
  const temporary = join(dirname(target), temporaryName);
  const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await fill(handle, stats, after);
    if (!isSameFile(stats, await stat(target, { bigint: true }))) {
      await unlink(temporary);
      return changedMeanwhile;
    }
    await rename(temporary, target);
    return { status: "written" };
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

/** Writes all bytes to the temporary file, gives it the old file's owner and mode, and closes it. */
async function fill(handle: FileHandle, stats: BigIntStats, bytes: Uint8Array): Promise<void> {
  try {
    await handle.writeFile(bytes);
    const own = await handle.stat();
    const [uid, gid] = [Number(stats.uid), Number(stats.gid)];
    // Only root can give files away; for others the file becomes theirs, as with any editor.
    if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => {});
    await handle.chmod(Number(stats.mode & 0o7777n));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function failure(code: string, message: string): ReplaceResult {
  return { status: "failed", diagnostic: { code, severity: "error", span: { start: 0, end: 0 }, message } };
}

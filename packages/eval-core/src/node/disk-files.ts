/**
 * The disk as an evaluation sees it: read-only, below a root folder if one is given. Links are resolved before a path
 * is compared with the root, so that nothing leads out of it.
 */
import { lstatSync, readFileSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import type { Dirent, Stats } from "node:fs";
import type { FileHost, FileStatus, FileType, FolderEntry } from "../host.ts";
import { HostError } from "../host.ts";

export interface DiskOptions {
  /** The folder that nothing outside of is read, as a Latin-1 path; `/` for the whole disk. */
  readonly root: string;
}

/** Returns the files of the disk. */
export function diskFiles({ root }: DiskOptions): FileHost {
  const check = root === "/" ? (): void => undefined : (path: string): void => checkInside(realpathSync(root), path);
  return {
    statusOrNull: (path) => {
      check(path);
      const stats = statsOrNull(path);
      return stats === null ? null : statusOf(stats);
    },
    readFile: (path) => {
      check(path);
      return run(path, () => readFileSync(toNative(path)));
    },
    readFolder: (path) => {
      check(path);
      const entries = run(path, () => readdirSync(toNative(path), { withFileTypes: true, encoding: "buffer" }));
      return entries.map(entryOf);
    },
    readLink: (path) => {
      check(path);
      return run(path, () => readlinkSync(toNative(path), "buffer")).toString("latin1");
    },
  };
}

/** Paths are Latin-1 strings of bytes; Node takes strings as UTF-8, so others go as bytes. */
function toNative(path: string): string | Buffer {
  return /^[\x01-\x7f]*$/.test(path) ? path : Buffer.from(path, "latin1");
}

function statsOrNull(path: string): Stats | null {
  try {
    return lstatSync(toNative(path), { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (codeOf(error) === "ENOTDIR" || codeOf(error) === "ENAMETOOLONG") return null;
    throw toHostError(error, path);
  }
}

function statusOf(stats: Stats): FileStatus {
  return { type: typeOf(stats), executable: (stats.mode & 0o100) !== 0, size: stats.size };
}

function typeOf(entry: Stats | Dirent<Buffer>): FileType {
  if (entry.isFile()) return "regular";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "symlink" : "unknown";
}

function entryOf(entry: Dirent<Buffer>): FolderEntry {
  return { name: entry.name.toString("latin1"), type: typeOf(entry) };
}

function run<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw toHostError(error, path);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function toHostError(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case "ENOENT":
      return new HostError("missing", path);
    case "ENOTDIR":
      return new HostError("not-a-folder", path);
    case "EISDIR":
      return new HostError("not-a-file", path);
    case "ERR_FS_FILE_TOO_LARGE":
    case "EFBIG":
      return new HostError("too-large", path);
    case "ENAMETOOLONG":
    case "ERR_INVALID_ARG_VALUE":
      return new HostError("missing", path);
    case "EACCES":
    case "EPERM":
    case "ELOOP":
      return new HostError("denied", path);
    default:
      return error;
  }
}

/** Throws if the folder a path is in lies, all links resolved, outside the root. */
function checkInside(root: string, path: string): void {
  let folder = path;
  for (;;) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (folder === "") break;
    const real = realPathOrNull(folder);
    if (real === null) continue;
    const full = `${real}${path.slice(folder.length)}`;
    if (full !== root && !full.startsWith(`${root}/`)) throw new HostError("outside", path);
    return;
  }
  if (path !== root) throw new HostError("outside", path);
}

function realPathOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

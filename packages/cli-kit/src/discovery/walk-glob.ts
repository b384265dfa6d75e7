/**
 * Globs, with fast-glob, which sees of every directory what a walk would.
 */
import type { readdirSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import type { FileReport } from "../report/file-report.ts";
import { type ListedEntry, readListing, type Walk, type WalkOptions } from "./walk.ts";

/** Tells whether a path that no file has is meant as a glob. */
export function isGlob(path: string): boolean {
  return fastGlob.isDynamicPattern(path);
}

/** Returns all files of interest that match the pattern, in no particular order. It counts from `directory`. */
export function walkGlob(pattern: string, options: WalkOptions): Walk {
  const reports: FileReport[] = [];
  const listDirectory = (path: string): GlobEntry[] => readListing(path, options, { reports }).entries.map(toGlobEntry);
  const found = fastGlob.sync(pattern, {
    cwd: options.directory,
    dot: true,
    followSymbolicLinks: false,
    // fast-glob calls this with exactly these arguments as long as it is not asked for file stats.
    fs: { readdirSync: listDirectory as unknown as typeof readdirSync },
  });
  return { files: found.map((path) => join(options.directory, path)), reports };
}

/** What fast-glob asks of an entry. */
interface GlobEntry {
  readonly name: string;
  readonly isDirectory: () => boolean;
  readonly isFile: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

function toGlobEntry({ name, kind }: ListedEntry): GlobEntry {
  return {
    name,
    isDirectory: () => kind === "directory",
    isFile: () => kind === "file",
    isSymbolicLink: () => false,
  };
}

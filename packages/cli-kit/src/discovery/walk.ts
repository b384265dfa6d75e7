/**
 * Walks directories and globs with fast-glob. The walk sees the disk through `listDirectory`, which leaves out ignored
 * entries before fast-glob descends into them, and turns what cannot be read into reports while the rest goes on.
 *
 * A walk never follows symbolic links: what they point to inside the walked directory is met under its own name, and
 * nothing outside it was asked for. Links that form a loop are reported.
 */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Diagnostic } from "@lix-tools/parser";
import fastGlob from "fast-glob";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError, systemErrorCode } from "../report/system-error.ts";
import type { IgnoreRules } from "./ignore-rules.ts";

/** What a walk goes by. */
export interface WalkOptions {
  /** The directory the pattern counts from, absolute. */
  readonly directory: string;
  /** Which paths below the directory to take, in the language of fast-glob. */
  readonly pattern: string;
  readonly rules: IgnoreRules;
  /** Tells whether a file, given by its absolute path, is of interest. */
  readonly isIncluded: (path: string) => boolean;
  /** Returns a path as people should see it. */
  readonly show: (absolute: string) => string;
  /** Reads a directory; replaced in tests. */
  readonly readDirectory?: ReadDirectory;
}

/** Reads the entries of a directory or throws as `readdirSync` does. */
export type ReadDirectory = (path: string) => Dirent[];

/** The files met, as absolute paths, and what could not be read. */
export interface Walk {
  readonly files: readonly string[];
  readonly reports: readonly FileReport[];
}

/** Tells whether a path that no file has is meant as a glob. */
export function isGlob(path: string): boolean {
  return fastGlob.isDynamicPattern(path);
}

/** Returns all files of interest below a directory that match the pattern, in no particular order. */
export function walk(options: WalkOptions): Walk {
  const reports: FileReport[] = [];
  const listDirectory = (path: string): Dirent[] => listEntries(path, options, reports);
  const found = fastGlob.sync(options.pattern, {
    cwd: options.directory,
    dot: true,
    followSymbolicLinks: false,
    // fast-glob calls this with exactly these arguments as long as it is not asked for file stats.
    fs: { readdirSync: listDirectory as unknown as typeof readdirSync },
  });
  return { files: found.map((path) => join(options.directory, path)), reports };
}

function listEntries(directory: string, options: WalkOptions, reports: FileReport[]): Dirent[] {
  const { rules, isIncluded, readDirectory = readEntries } = options;
  const report = (path: string, problem: Problem): void => {
    reports.push(wholeFileReport(options.show(path), problem));
  };
  let entries: Dirent[];
  try {
    entries = readDirectory(directory);
  } catch (error) {
    const message = `cannot read the directory: ${describeSystemError(error)}`;
    report(directory, { code: "io/unreadable-directory", severity: "error", message });
    return [];
  }
  const isIgnored = rules.within(directory, new Set(entries.map(({ name }) => name)));
  return entries.filter((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return !isIgnored(entry.name, "directory");
    if (entry.isSymbolicLink()) {
      const problem = isIgnored(entry.name, "file") ? null : problemOfLink(path, directory);
      if (problem !== null && (problem.severity === "error" || isIncluded(path))) report(path, problem);
      return false;
    }
    if (!entry.isFile() || !isIncluded(path) || isIgnored(entry.name, "file")) return false;
    if (!entry.name.includes("\ufffd")) return true;
    const message = `the name \`${basename(path)}\` is not UTF-8, so the file cannot be opened`;
    report(path, { code: "io/name-not-utf8", severity: "error", message });
    return false;
  });
}

function readEntries(path: string): Dirent[] {
  return readdirSync(path, { withFileTypes: true });
}

/** What is wrong with an entry of a directory. */
type Problem = Pick<Diagnostic, "code" | "severity" | "message">;

/** Returns what is wrong with a symbolic link met in a directory, or null for one that may silently be passed over. */
function problemOfLink(path: string, directory: string): Problem | null {
  try {
    const target = realpathSync(path);
    const isLoop =
      `${realpathSync(directory)}${sep}`.startsWith(withSeparator(target)) && statSync(target).isDirectory();
    if (!isLoop) return null;
    return {
      code: "io/symlink-loop",
      severity: "error",
      message: "this symbolic link leads to a directory it is in",
    };
  } catch (error) {
    const message = `cannot follow the symbolic link: ${describeSystemError(error)}`;
    if (systemErrorCode(error) === "ELOOP") return { code: "io/symlink-loop", severity: "error", message };
    return { code: "io/broken-symlink", severity: "warning", message };
  }
}

function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

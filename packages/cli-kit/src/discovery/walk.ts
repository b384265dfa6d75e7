/**
 * Walks directories, and globs with fast-glob. Both see the disk through `readListing`, which leaves out ignored entries
 * before anybody descends into them, and turns what cannot be read into reports while the rest goes on.
 *
 * A walk never follows symbolic links: what they point to inside the walked directory is met under its own name, and
 * nothing outside it was asked for. Links that form a loop are reported.
 */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Diagnostic } from "@lix-tools/parser";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError, systemErrorCode } from "../report/system-error.ts";
import type { EntryRules, HasEntry, IgnoreRules } from "./ignore-rules.ts";

/** What a walk goes by. */
export interface WalkOptions {
  /** Where it starts, absolute. */
  readonly directory: string;
  readonly rules: IgnoreRules;
  /** Returns which of the files of a directory, by their names, are of interest. */
  readonly includedIn: (directory: string) => (name: string) => boolean;
  /** Returns a path as people should see it. */
  readonly show: (absolute: string) => string;
  /** Reads a directory; replaced in tests. */
  readonly readDirectory?: ReadDirectory | undefined;
  /** Hears of every directory that was read. */
  readonly onListing?: ((directory: string, hasEntry: HasEntry) => void) | undefined;
}

/** Reads the entries of a directory or throws as `readdirSync` does. */
export type ReadDirectory = (path: string) => Dirent[];

/** The files met, as absolute paths, and what could not be read. */
export interface Walk {
  readonly files: readonly string[];
  readonly reports: readonly FileReport[];
}

/** Returns all files of interest below a directory, in the order of their paths. */
export function walkDirectory(options: WalkOptions): Walk {
  const reports: FileReport[] = [];
  const files: string[] = [];
  const visit = (directory: string): void => {
    const prefix = withSeparator(directory);
    for (const { name, kind } of readListing(directory, options, reports).toSorted(byPath)) {
      if (kind === "directory") visit(prefix + name);
      else files.push(prefix + name);
    }
  };
  visit(options.directory);
  return { files, reports };
}

/** Orders the entries of a directory as the paths of the files in and below it are ordered. */
function byPath(a: ListedEntry, b: ListedEntry): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey({ name, kind }: ListedEntry): string {
  return kind === "directory" ? name + sep : name;
}

/** An entry that a walk takes or descends into. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: "directory" | "file";
  readonly dirent: Dirent;
}

/** Returns what a walk sees of a directory; what is wrong with it is added to `reports`. */
export function readListing(directory: string, options: WalkOptions, reports: FileReport[]): ListedEntry[] {
  const { rules, includedIn, readDirectory = readEntries } = options;
  const report: ReportProblem = (path, problem) => void reports.push(wholeFileReport(options.show(path), problem));
  let entries: Dirent[];
  try {
    entries = readDirectory(directory);
  } catch (error) {
    const message = `cannot read the directory: ${describeSystemError(error)}`;
    report(directory, { code: "io/unreadable-directory", severity: "error", message });
    return [];
  }
  const hasEntry: HasEntry = (name) => entries.some((entry) => entry.name === name);
  options.onListing?.(directory, hasEntry);
  const view: DirectoryView = {
    directory,
    isIgnored: rules.within(directory, hasEntry),
    isIncluded: includedIn(directory),
    report,
  };
  const listed: ListedEntry[] = [];
  for (const dirent of entries) {
    const kind = kindOf(dirent, view);
    if (kind !== null) listed.push({ name: dirent.name, kind, dirent });
  }
  return listed;
}

type ReportProblem = (path: string, problem: Problem) => void;

/** What decides about the entries of one directory. */
interface DirectoryView {
  readonly directory: string;
  readonly isIgnored: EntryRules;
  readonly isIncluded: (name: string) => boolean;
  readonly report: ReportProblem;
}

/** Returns what an entry is to the walk, or null for one that it passes over. */
function kindOf(
  entry: Dirent,
  { directory, isIgnored, isIncluded, report }: DirectoryView,
): ListedEntry["kind"] | null {
  const { name } = entry;
  if (entry.isDirectory()) return isIgnored(name, "directory") ? null : "directory";
  if (entry.isSymbolicLink()) {
    const path = join(directory, name);
    const problem = isIgnored(name, "file") ? null : problemOfLink(path, directory);
    if (problem !== null && (problem.severity === "error" || isIncluded(name))) report(path, problem);
    return null;
  }
  if (!entry.isFile() || !isIncluded(name) || isIgnored(name, "file")) return null;
  if (!name.includes("\ufffd")) return "file";
  const message = `the name \`${name}\` is not UTF-8, so the file cannot be opened`;
  report(join(directory, name), { code: "io/name-not-utf8", severity: "error", message });
  return null;
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

/** Returns the path of a directory with a separator at its end, so that names can be added to it. */
export function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

/**
 * Walks directories, and globs with fast-glob. Both see the disk through `readListing`, which leaves out ignored entries
 * before anybody descends into them, and turns what cannot be read into reports while the rest goes on.
 *
 * A walk never follows symbolic links: what they point to inside the walked directory is met under its own name, and
 * nothing outside it was asked for. Links that form a loop are reported.
 */
import { realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Diagnostic } from "@lix-tools/parser";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError, systemErrorCode } from "../report/system-error.ts";
import type { EntryRules, HasEntry, IgnoreRules } from "./ignore-rules.ts";
import { type DirectoryEntry, type ReadDirectory, readEntries } from "./listing.ts";

/** What a walk goes by. */
export interface WalkOptions {
  /** Where it starts, absolute. */
  readonly directory: string;
  readonly rules: IgnoreRules;
  /** Returns which of the files of a directory, by their names, are of interest. */
  readonly includedIn: (directory: string) => (name: string) => boolean;
  /** Returns a path as people should see it. */
  readonly show: (absolute: string) => string;
  /** Reads a directory; asks the disk when absent. */
  readonly readDirectory?: ReadDirectory | undefined;
  /** Hears of every directory that was read. */
  readonly onListing?: ((directory: string, hasEntry: HasEntry) => void) | undefined;
}

/** The files met, as absolute paths, and what could not be read. */
export interface Walk {
  readonly files: readonly string[];
  readonly reports: readonly FileReport[];
}

/** Returns all files of interest below a directory, in the order of their paths. */
export function walkDirectory(options: WalkOptions): Walk {
  const reports: FileReport[] = [];
  const files: string[] = [];
  const visit = (directory: string, above: EntryRules | undefined): void => {
    const prefix = withSeparator(directory);
    const { entries, ignoring } = readListing(directory, options, { reports, above });
    for (const { name, kind } of entries) {
      if (kind === "directory") visit(prefix + name, ignoring);
      else files.push(prefix + name);
    }
  };
  visit(options.directory, undefined);
  return { files, reports };
}

/** An entry that a walk takes or descends into. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: "directory" | "file";
}

/** What a walk sees of a directory. */
export interface Listing {
  /** In the order of paths. */
  readonly entries: readonly ListedEntry[];
  /** The rules that were asked; undefined for a directory that cannot be read. */
  readonly ignoring: EntryRules | undefined;
}

/** What a listing belongs to. */
export interface ListingContext {
  /** Takes what is wrong with the directory. */
  readonly reports: FileReport[];
  /** The rules of the directory above, if they did not ignore this one. */
  readonly above?: EntryRules | undefined;
}

/** Returns what a walk sees of a directory. */
export function readListing(directory: string, options: WalkOptions, { reports, above }: ListingContext): Listing {
  const { rules, includedIn, readDirectory = readEntries } = options;
  const report: ReportProblem = (path, problem) => void reports.push(wholeFileReport(options.show(path), problem));
  let entries: readonly DirectoryEntry[];
  try {
    entries = readDirectory(directory);
  } catch (error) {
    const message = `cannot read the directory: ${describeSystemError(error)}`;
    report(directory, { code: "io/unreadable-directory", severity: "error", message });
    return { entries: [], ignoring: undefined };
  }
  const hasEntry: HasEntry = (name) => entries.some((entry) => entry.name === name);
  options.onListing?.(directory, hasEntry);
  const ignoring = rules.within(directory, hasEntry, above);
  const view: DirectoryView = {
    directory,
    isIgnored: ignoring.isIgnored,
    isIncluded: includedIn(directory),
    report,
  };
  const listed: ListedEntry[] = [];
  for (const entry of entries) {
    const kind = kindOf(entry, view);
    if (kind !== null) listed.push({ name: entry.name, kind });
  }
  return { entries: listed, ignoring };
}

type ReportProblem = (path: string, problem: Problem) => void;

/** What decides about the entries of one directory. */
interface DirectoryView {
  readonly directory: string;
  readonly isIgnored: EntryRules["isIgnored"];
  readonly isIncluded: (name: string) => boolean;
  readonly report: ReportProblem;
}

/** Returns what an entry is to the walk, or null for one that it passes over. */
function kindOf(
  entry: DirectoryEntry,
  { directory, isIgnored, isIncluded, report }: DirectoryView,
): ListedEntry["kind"] | null {
  const { name } = entry;
  if (entry.kind === "directory") return isIgnored(name, "directory") ? null : "directory";
  if (entry.kind === "link") {
    const path = join(directory, name);
    const problem = isIgnored(name, "file") ? null : problemOfLink(path, directory);
    if (problem !== null && (problem.severity === "error" || isIncluded(name))) report(path, problem);
    return null;
  }
  if (entry.kind !== "file" || !isIncluded(name) || isIgnored(name, "file")) return null;
  if (!name.includes("\ufffd")) return "file";
  const message = `the name \`${name}\` is not UTF-8, so the file cannot be opened`;
  report(join(directory, name), { code: "io/name-not-utf8", severity: "error", message });
  return null;
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

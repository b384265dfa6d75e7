/**
 * From the paths a user gave to the files a command works on. A file named explicitly is always taken, whatever its
 * name and whatever ignores it, unless `forceExclude` says otherwise; directories and globs are walked. Whatever cannot
 * be found or read becomes a report, and the other files go on. The order depends on nothing but the names.
 */
import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { memoize } from "../config/memoize.ts";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError, systemErrorCode } from "../report/system-error.ts";
import {
  createIgnoreRules,
  type ExcludePatterns,
  findRepositoryTop,
  type HasEntry,
  type IgnoreRules,
} from "./ignore-rules.ts";
import type { SourceFile } from "./source-file.ts";
import type { ReadDirectory } from "./listing.ts";
import { walkDirectory, type WalkOptions, withSeparator } from "./walk.ts";

/** What the configuration in force in a directory says about files. */
export interface FileSettings {
  /** The directory the patterns count from. */
  readonly directory: string;
  /** Globs of the files a walk takes. */
  readonly include: readonly string[];
  /** Patterns of what a walk leaves out, in the language of `.gitignore`. */
  readonly exclude: readonly string[];
}

/** What to look for, and where. */
export interface DiscoveryRequest {
  /** Files, directories, globs, or `-` for standard input. */
  readonly paths: readonly string[];
  /** The directory that relative paths count from, absolute. */
  readonly cwd: string;
  /** Ignores explicit files too when they match an ignore rule. */
  readonly forceExclude?: boolean;
  /** Returns the settings in force in a directory; without it walks take `.nix` files. Asked for every file's. */
  readonly settingsOf?: (directory: string) => FileSettings | undefined;
  /** Reads a directory; asks the disk when absent. */
  readonly readDirectory?: ReadDirectory | undefined;
  /** Hears of every directory that a walk reads, before it asks for its settings. */
  readonly onListing?: ((directory: string, hasEntry: HasEntry) => void) | undefined;
}

/** What was found. */
export interface Discovery {
  /** Every file once, ordered by absolute path. */
  readonly files: readonly SourceFile[];
  /** Whether `-` was among the paths. */
  readonly stdin: boolean;
  /** What could not be found or read. */
  readonly reports: readonly FileReport[];
}

/** Returns the files that the paths of a request stand for. What reads globs is loaded when there is one. */
export async function discoverFiles(request: DiscoveryRequest): Promise<Discovery> {
  const context = createContext(request);
  const expansions: Expansion[] = [];
  for (const path of request.paths) if (path !== "-") expansions.push(await expandPath(path, context));
  const files = mergeFiles(expansions).toSorted((a, b) => compareText(a.absolute, b.absolute));
  const reports = expansions.flatMap((expansion) => expansion.reports);
  const sorted = reports.toSorted((a, b) => compareText(a.path, b.path));
  return { files, stdin: request.paths.includes("-"), reports: sorted };
}

/** Returns every file once. */
function mergeFiles(expansions: readonly Expansion[]): readonly SourceFile[] {
  const [only, ...others] = expansions;
  if (only !== undefined && others.length === 0) return only.files;
  const found = new Map<string, SourceFile>();
  const named = new Set<SourceFile>();
  for (const { files, isNamed } of expansions) {
    for (const file of files) {
      if (found.has(file.absolute)) continue;
      found.set(file.absolute, file);
      if (isNamed === true) named.add(file);
    }
  }
  for (const file of named) if (isAlias(file, found)) found.delete(file.absolute);
  return [...found.values()];
}

/** The request with what its paths share. */
interface Context {
  readonly request: DiscoveryRequest;
  readonly rulesFor: (directory: string) => IgnoreRules;
  readonly includedIn: WalkOptions["includedIn"];
}

interface Expansion {
  readonly files: readonly SourceFile[];
  readonly reports: readonly FileReport[];
  /** True for a file that was named itself, which may be a link. */
  readonly isNamed?: boolean;
}

function createContext(request: DiscoveryRequest): Context {
  const byTop = new Map<string, IgnoreRules>();
  const excludesOf = memoize((settings: FileSettings): ExcludePatterns => {
    return { directory: settings.directory, patterns: settings.exclude };
  });
  const includesOf = memoize((settings: FileSettings) => picomatch([...settings.include], { dot: true }));
  const rulesFor = (directory: string): IgnoreRules => {
    const top = findRepositoryTop(directory) ?? (isInside(request.cwd, directory) ? request.cwd : directory);
    const rules =
      byTop.get(top) ??
      createIgnoreRules({
        top,
        excludesOf: (at) => {
          const settings = request.settingsOf?.(at);
          return settings && excludesOf(settings);
        },
      });
    byTop.set(top, rules);
    return rules;
  };
  const includedIn: WalkOptions["includedIn"] = (directory) => {
    const settings = request.settingsOf?.(directory);
    if (settings === undefined || isDefault(settings.include)) return isNixFile;
    const isIncluded = includesOf(settings);
    const way = withSlashes(relative(settings.directory, directory));
    return (name) => isIncluded(way === "" ? name : `${way}/${name}`);
  };
  return { request, rulesFor, includedIn };
}

/** Tells whether globs say what is taken where nothing is said. */
function isDefault(include: readonly string[]): boolean {
  return include.length === 1 && include[0] === "**/*.nix";
}

function isNixFile(name: string): boolean {
  return name.endsWith(".nix") && name.length > 4;
}

async function expandPath(path: string, context: Context): Promise<Expansion> {
  const { request } = context;
  const absolute = resolve(request.cwd, path);
  let stats: Stats | undefined;
  try {
    stats = statSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    return failure(path, codeOfStatError(error), `cannot open: ${describeSystemError(error)}`);
  }
  if (stats?.isDirectory()) return expandDirectory(path, absolute, context);
  if (stats !== undefined) return expandFile(path, absolute, context);
  const { isGlob } = await import("./walk-glob.ts");
  if (isGlob(path)) return expandGlob(path, context);
  return failure(path, "io/not-found", "no such file or directory");
}

function expandFile(path: string, absolute: string, context: Context): Expansion {
  const root = dirname(absolute);
  context.request.settingsOf?.(root);
  if (context.request.forceExclude === true && context.rulesFor(root).isPathIgnored(absolute, "file")) {
    return { files: [], reports: [] };
  }
  return { files: [{ path: tidyPath(path), absolute, root }], reports: [], isNamed: true };
}

function expandDirectory(path: string, directory: string, context: Context): Expansion {
  const prefix = withSeparator(directory);
  const shown = tidyPath(path);
  const shownPrefix = shown === "." ? "" : withSeparator(shown);
  const show = (absolute: string): string =>
    absolute === directory ? shown : shownPrefix + absolute.slice(prefix.length);
  const { files, reports } = walkDirectory(walkOptions({ directory, show }, context));
  return { files: files.map((absolute) => ({ path: show(absolute), absolute, root: directory })), reports };
}

/** A glob says itself which files it means; one that ends in `*` alone takes the files a directory would give. */
async function expandGlob(pattern: string, context: Context): Promise<Expansion> {
  const { cwd } = context.request;
  const show = (absolute: string): string => relative(cwd, absolute);
  const takesAnyName = /^\*+$/u.test(basename(pattern));
  const options = walkOptions({ directory: cwd, show }, context);
  const { walkGlob } = await import("./walk-glob.ts");
  const { files, reports } = walkGlob(pattern, takesAnyName ? options : { ...options, includedIn: () => () => true });
  if (files.length === 0 && reports.length === 0) return failure(pattern, "io/no-match", "no file matches this glob");
  return { files: files.map((absolute) => ({ path: show(absolute), absolute, root: cwd })), reports };
}

function walkOptions(place: Pick<WalkOptions, "directory" | "show">, context: Context): WalkOptions {
  const { readDirectory, onListing } = context.request;
  return {
    ...place,
    rules: context.rulesFor(place.directory),
    includedIn: context.includedIn,
    readDirectory,
    onListing,
  };
}

function failure(path: string, code: string, message: string): Expansion {
  return { files: [], reports: [wholeFileReport(path, { code, message })] };
}

function codeOfStatError(error: unknown): string {
  return systemErrorCode(error) === "ELOOP" ? "io/symlink-loop" : "io/unreadable";
}

/** Tells whether a file is a symbolic link to one that was found under its own name. */
function isAlias({ absolute }: SourceFile, found: ReadonlyMap<string, SourceFile>): boolean {
  if (!lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  return found.has(realpathSync(absolute));
}

/** Returns a path as given but for a leading `./` and a trailing slash. */
function tidyPath(path: string): string {
  return join(path, ".");
}

function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
}

function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** Orders by code units, which does not depend on the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * From the paths and options of a command to its sources, with the configuration that is in force for each.
 */
import { dirname, resolve } from "node:path";
import { type Config, configFileName, createConfigStore } from "../config/config-store.ts";
import type { ConfigSection } from "../config/sections.ts";
import { discoverFiles } from "../discovery/discover.ts";
import { createKnownEntries } from "../discovery/known-entries.ts";
import type { KnownListings } from "../discovery/known-listings.ts";
import { parsePathList, readPathList } from "../discovery/path-list.ts";
import type { SourceFile } from "../discovery/source-file.ts";
import { listingsPathOf } from "../file-cache/listings-path.ts";
import { type FileReport, hasErrors } from "../report/file-report.ts";
import { CommandError } from "./command-error.ts";
import type { CommandIo } from "./command-io.ts";
import type { SourceOptions } from "./shared-options.ts";

/** What a command works on. */
export interface Sources {
  readonly files: readonly SourceFile[];
  /** Standard input, if it was asked for. */
  readonly stdin: StdinSource | undefined;
  /** What could not be found or read. The files are complete but for these. */
  readonly reports: readonly FileReport[];
  /** Returns the configuration in force for a file, given by its absolute path. */
  readonly configFor: (absolute: string) => Config | undefined;
  /** Tells whether a directory has an entry of this name. */
  readonly exists: (directory: string, name: string) => boolean;
}

/** Standard input as a source. */
export interface StdinSource {
  /** `<stdin>` or the name given to it. */
  readonly path: string;
  /** Where the name would be; in the working directory if it has none. */
  readonly absolute: string;
  readonly bytes: Uint8Array;
}

/** What to look for. */
export interface SourceRequest {
  readonly paths: readonly string[];
  readonly options: SourceOptions;
  /** The tables of `lix.toml` that the command knows besides `[files]` and `[langver]`. */
  readonly sections?: readonly ConfigSection<unknown>[];
  /** Names of other files the command will ask for in every directory; looked for while directories are read. */
  readonly settingsFiles?: readonly string[];
  /** The cache of the run; listings of directories are kept beside it, so that unchanged ones are not read again. */
  readonly cachePath?: string | undefined;
}

/**
 * Returns the sources of a command, or only reports where a configuration file has problems: then no file's language
 * is certain, and nothing may be done.
 */
export async function findSources(request: SourceRequest, io: CommandIo): Promise<Sources> {
  const { options, sections = [], settingsFiles = [] } = request;
  const { cwd } = io;
  const listed = await listedPaths(request, io);
  const { note, exists } = createKnownEntries([configFileName, ...settingsFiles]);
  const { config: configFile, isolated } = options;
  const store = createConfigStore({ sections, cwd, configFile, isolated, exists });
  const listings = request.cachePath === undefined ? undefined : await openListingsBeside(request.cachePath);
  const discovery = await discoverFiles({
    paths: [...request.paths, ...listed.paths],
    cwd,
    forceExclude: options.forceExclude === true,
    settingsOf: rememberLast((directory) => store.configFor(directory)?.files),
    onListing: note,
    readDirectory: listings?.readDirectory,
  });
  listings?.save();
  const stdinPath = resolve(cwd, options.stdinFilename ?? "stdin.nix");
  const configFor = rememberLast((absolute) => store.configFor(dirname(absolute)));
  if (discovery.stdin) configFor(stdinPath);
  const problems = await store.reports();
  if (hasErrors(problems)) return { files: [], stdin: undefined, reports: problems, configFor, exists };
  const stdin = discovery.stdin
    ? { path: options.stdinFilename ?? "<stdin>", absolute: stdinPath, bytes: await io.readStdin() }
    : undefined;
  return { files: discovery.files, stdin, reports: [...listed.reports, ...discovery.reports], configFor, exists };
}

/** Returns the function with its last answer kept: several things are asked about one path before the next. */
function rememberLast<Value>(compute: (path: string) => Value): (path: string) => Value {
  let last: { readonly path: string; readonly value: Value } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, value: compute(path) };
    return last.value;
  };
}

async function openListingsBeside(cachePath: string): Promise<KnownListings> {
  const { openListings } = await import("../discovery/known-listings.ts");
  return openListings(listingsPathOf(cachePath));
}

interface ListedPaths {
  readonly paths: readonly string[];
  readonly reports: readonly FileReport[];
}

async function listedPaths({ paths, options: { filesFrom } }: SourceRequest, io: CommandIo): Promise<ListedPaths> {
  if (filesFrom === undefined) return { paths: [], reports: [] };
  if (filesFrom === "-") {
    if (paths.includes("-")) throw new CommandError("standard input cannot be both the source and the list of files");
    return { paths: parsePathList(await io.readStdin()), reports: [] };
  }
  const list = readPathList(filesFrom, io.cwd);
  return "report" in list ? { paths: [], reports: [list.report] } : { ...list, reports: [] };
}

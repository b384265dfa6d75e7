/**
 * Finds and keeps the configuration of a run. The nearest `lix.toml` at or above a file's directory is in force for
 * it, alone: files further up do not add to it. Every file is read once, and its problems are reported once.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { TomlTable } from "smol-toml";
import type { FileSettings } from "../discovery/discover.ts";
import { type FileReport, wholeFileReport } from "../report/file-report.ts";
import { describeSystemError } from "../report/system-error.ts";
import { type ChooseEdition, createChooseEdition } from "./choose-edition.ts";
import { type ConfigProblem, parseConfig, readSection } from "./parse-config.ts";
import { type ConfigSection, filesSection, langverSection } from "./sections.ts";

/** The name of the configuration file. */
export const configFileName = "lix.toml";

/** One configuration file that was read without problems. */
export interface Config {
  /** The absolute path of the file. */
  readonly path: string;
  /** Its directory, from which its globs count. */
  readonly directory: string;
  readonly files: FileSettings;
  /** Returns the edition `[langver]` gives a file; undefined where it says nothing. */
  readonly chooseEdition: ChooseEdition;
  /** Returns the checked value of a section that was given to the store. */
  section<Value>(section: ConfigSection<Value>): Value;
}

/** The configuration files of a run. */
export interface ConfigStore {
  /** Returns the configuration in force in a directory; undefined where there is none or it has problems. */
  configFor(directory: string): Config | undefined;
  /** Returns what is wrong with the files read so far. A run with problems here must not go on. */
  reports(): Promise<readonly FileReport[]>;
}

/** Where configuration comes from. */
export interface ConfigStoreOptions {
  /** The tables that the command knows besides `[files]` and `[langver]`. */
  readonly sections?: readonly ConfigSection<unknown>[];
  /** The working directory, absolute. */
  readonly cwd: string;
  /** A file to use for everything instead of searching. Its globs count from its own directory. */
  readonly configFile?: string | undefined;
  /** Uses no configuration at all. */
  readonly isolated?: boolean | undefined;
  /** Tells whether a directory has an entry; asks the disk when absent. */
  readonly exists?: ((directory: string, name: string) => boolean) | undefined;
}

/** What is found where there is no configuration, or one with problems. */
const noConfig = "none";

/** Returns the store of a run. */
export function createConfigStore(options: ConfigStoreOptions): ConfigStore {
  const { sections = [], cwd, configFile, isolated, exists = existsOnDisk } = options;
  const byDirectory = new Map<string, Config | typeof noConfig>();
  const byFile = new Map<string, Loaded>();
  const load = (path: string): Config | undefined => {
    const loaded = byFile.get(path) ?? loadConfig(path, sections);
    byFile.set(path, loaded);
    return "config" in loaded ? loaded.config : undefined;
  };
  const search = (directory: string): Config | typeof noConfig => {
    const known = byDirectory.get(directory);
    if (known !== undefined) return known;
    const config = exists(directory, configFileName)
      ? (load(join(directory, configFileName)) ?? noConfig)
      : searchAbove(directory);
    byDirectory.set(directory, config);
    return config;
  };
  const searchAbove = (directory: string): Config | typeof noConfig => {
    const parent = dirname(directory);
    return parent === directory ? noConfig : search(parent);
  };
  return {
    configFor(directory) {
      if (isolated === true) return undefined;
      if (configFile !== undefined) return load(resolve(cwd, configFile));
      const config = search(directory);
      return config === noConfig ? undefined : config;
    },
    async reports() {
      const reports: FileReport[] = [];
      for (const [path, loaded] of byFile) {
        if ("config" in loaded) continue;
        reports.push(await reportOf(shownPath(cwd, path), loaded));
      }
      return reports;
    },
  };
}

function existsOnDisk(directory: string, name: string): boolean {
  return existsSync(join(directory, name));
}

/** What came of reading a file. */
type Loaded =
  | { readonly config: Config }
  | { readonly source: Uint8Array; readonly text: string; readonly problems: readonly ConfigProblem[] }
  | { readonly failure: string };

function loadConfig(path: string, sections: readonly ConfigSection<unknown>[]): Loaded {
  let source: Uint8Array;
  let text: string;
  try {
    source = readFileSync(path);
    text = new TextDecoder("utf-8", { fatal: true }).decode(source);
  } catch (error) {
    return { failure: error instanceof TypeError ? "the file is not UTF-8" : describeSystemError(error) };
  }
  const parsed = parseConfig(text, sections);
  return "problems" in parsed ? { source, text, ...parsed } : { config: configOf(path, parsed.tables) };
}

function configOf(path: string, tables: TomlTable): Config {
  const directory = dirname(path);
  return {
    path,
    directory,
    files: { directory, ...readSection(tables, filesSection) },
    chooseEdition: createChooseEdition(directory, readSection(tables, langverSection)),
    section: (section) => readSection(tables, section),
  };
}

async function reportOf(path: string, loaded: Exclude<Loaded, { readonly config: Config }>): Promise<FileReport> {
  if ("failure" in loaded) {
    return wholeFileReport(path, {
      code: "config/unreadable",
      message: `cannot read the configuration: ${loaded.failure}`,
    });
  }
  const { locateProblem } = await import("./locate-problem.ts");
  const diagnostics = loaded.problems.map((problem) => locateProblem(loaded.text, problem));
  return { path, source: loaded.source, diagnostics };
}

function shownPath(cwd: string, path: string): string {
  const way = relative(cwd, path);
  return way.startsWith("..") ? path : way;
}

/**
 * How a file is to be formatted: the command line first, then `lix.toml`, then `.editorconfig`, then the defaults, which
 * are the reference's.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type ConfigSection, type Config, memoize } from "@lix-tools/cli-kit/config";
import { digestOf } from "@lix-tools/cli-kit/file-cache";
import { parseSync, type ProcessedFileConfig } from "editorconfig-without-wasm";
import * as v from "valibot";
import type { StyleVersion } from "../view/view.ts";
import { defaultIndent, defaultWidth, styleVersions } from "../options.ts";

/** What `[fmt]` says. */
export interface FmtSettings {
  readonly width?: number | undefined;
  readonly indent?: number | undefined;
  readonly strict?: boolean | undefined;
  readonly style?: StyleVersion | undefined;
}

const columns = (description: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000), v.description(description));

/** `[fmt]`: how `lix-fmt` lays out what the command line does not decide. */
export const fmtSection: ConfigSection<FmtSettings> = {
  name: "fmt",
  schema: v.pipe(
    v.strictObject({
      width: v.optional(columns("Columns of a line, indentation not counted.")),
      indent: v.optional(columns("Spaces of an indentation step.")),
      strict: v.optional(v.pipe(v.boolean(), v.description("Leave the author's line ends out of account."))),
      style: v.optional(v.pipe(v.picklist(styleVersions), v.description("The release of nixfmt to agree with."))),
    }),
    v.description("How `lix-fmt` lays out what the command line does not decide."),
  ),
};

/** The settings of one file, all of them decided. */
export interface FileSettings {
  readonly width: number;
  readonly indent: number;
  readonly strict: boolean;
  readonly style: StyleVersion;
}

/** Returns the settings of a file, given by its absolute path. */
export type SettingsOf = (absolute: string) => FileSettings;

/** Where settings come from. */
export interface SettingsSources {
  /** What the command line says. */
  readonly given: FmtSettings;
  readonly configFor: (absolute: string) => Config | undefined;
  /** Whether `.editorconfig` files are read. */
  readonly editorConfig: "read" | "ignored";
  /** Tells whether a directory has an entry of this name; asks the disk when absent. */
  readonly exists?: ((directory: string, name: string) => boolean) | undefined;
}

/** The settings of all files. */
export interface Settings {
  readonly of: SettingsOf;
  /**
   * Returns a text that changes whenever the settings of the file may change. It is far cheaper to have than those, and
   * the very same for most files, so that it is hashed but once.
   */
  readonly contextOf: (absolute: string) => string;
}

/** The name of editors' configuration files. */
export const editorConfigName = ".editorconfig";

/** Returns what tells the settings of files. */
export function createSettings(sources: SettingsSources): Settings {
  const { given, configFor, editorConfig, exists = existsOnDisk } = sources;
  const sectionOf = memoize((config: Config): FmtSettings => config.section(fmtSection));
  const editorConfigsOf = editorConfig === "read" ? createEditorConfigs(exists) : () => noEditorConfigs;
  const editedOf = createEditedOf(editorConfigsOf);
  const decided = ({ width, indent, strict, style }: FmtSettings, edited: FmtSettings): FileSettings => ({
    width: given.width ?? width ?? edited.width ?? defaultWidth,
    indent: given.indent ?? indent ?? edited.indent ?? defaultIndent,
    strict: given.strict ?? strict ?? false,
    style: given.style ?? style ?? "1.4",
  });
  const configured = (absolute: string): FmtSettings => {
    const config = configFor(absolute);
    return config === undefined ? noSettings : sectionOf(config);
  };
  const contextsOf = memoize((settings: FmtSettings) => {
    const text = JSON.stringify(decided(settings, noSettings));
    return memoize((configs: EditorConfigs) => text + configs.fingerprint);
  });
  return {
    of: (absolute) => decided(configured(absolute), editedOf(absolute)),
    contextOf: (absolute) => contextsOf(configured(absolute))(editorConfigsOf(dirname(absolute))),
  };
}

/** Returns a function that finds the settings of a file. */
export function createSettingsOf(sources: SettingsSources): SettingsOf {
  return createSettings(sources).of;
}

function existsOnDisk(directory: string, name: string): boolean {
  return existsSync(join(directory, name));
}

/** The editor configurations at and above a directory. */
interface EditorConfigs {
  /** Empty if there are none. */
  readonly fingerprint: string;
  /** What of a path their sections look at: a section may be for certain directories or names, few are. */
  readonly subject: "extension" | "name" | "path";
}

const noSettings: FmtSettings = {};

const noEditorConfigs: EditorConfigs = { fingerprint: "", subject: "extension" };

type EditorConfigsOf = (directory: string) => EditorConfigs;

/** Returns a function that returns the editor configurations at and above a directory. */
function createEditorConfigs(exists: NonNullable<SettingsSources["exists"]>): EditorConfigsOf {
  const known = new Map<string, EditorConfigs>();
  const configsOf = (directory: string): EditorConfigs => {
    const answer = known.get(directory);
    if (answer !== undefined) return answer;
    const parent = dirname(directory);
    const above = parent === directory ? noEditorConfigs : configsOf(parent);
    const configs = exists(directory, editorConfigName) ? extend(above, join(directory, editorConfigName)) : above;
    known.set(directory, configs);
    return configs;
  };
  return configsOf;
}

function extend(above: EditorConfigs, path: string): EditorConfigs {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    text = String(error);
  }
  const digest = Buffer.from(digestOf(`${path}\0${text}`)).toString("hex");
  const subjects = [above.subject, ...[...text.matchAll(/^\s*\[(.*)\]/gmu)].map(([, glob = ""]) => subjectOf(glob))];
  const subject = subjects.includes("path") ? "path" : subjects.includes("name") ? "name" : "extension";
  return { fingerprint: `${above.fingerprint} ${digest}`, subject };
}

/** Returns what the glob of a section looks at. */
function subjectOf(glob: string): EditorConfigs["subject"] {
  if (glob.includes("/")) return "path";
  return /^\*(?:\.(?:\w+|\{\w+(?:,\w+)*\}))?$/u.test(glob) ? "extension" : "name";
}

/** Returns a function that returns what editor configuration says of a file, asked once for all that it cannot tell apart. */
function createEditedOf(editorConfigsOf: EditorConfigsOf): (absolute: string) => FmtSettings {
  const cache = new Map<string, ProcessedFileConfig>();
  const bySubject = new Map<EditorConfigs, Map<string, FmtSettings>>();
  return (absolute) => {
    const configs = editorConfigsOf(dirname(absolute));
    if (configs === noEditorConfigs) return noSettings;
    if (configs.subject === "path") return readEditorConfig(absolute, cache);
    const known = bySubject.get(configs) ?? new Map<string, FmtSettings>();
    bySubject.set(configs, known);
    const name = basename(absolute);
    const dot = configs.subject === "name" ? -1 : name.lastIndexOf(".");
    const subject = dot > 0 ? `*${name.slice(dot)}` : name;
    const settings = known.get(subject) ?? readEditorConfig(absolute, cache);
    known.set(subject, settings);
    return settings;
  };
}

/** Returns what editor configuration says of a file. One that cannot be read says nothing. */
function readEditorConfig(absolute: string, cache: Map<string, ProcessedFileConfig>): FmtSettings {
  try {
    const found = parseSync(absolute, { cache });
    const indent = found.indent_style === "tab" ? undefined : found.indent_size;
    return { width: columnsOrNone(found["max_line_length"]), indent: columnsOrNone(indent) };
  } catch {
    return {};
  }
}

function columnsOrNone(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}

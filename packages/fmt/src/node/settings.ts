/**
 * How a file is to be formatted: the command line first, then `lix.toml`, then `.editorconfig`, then the defaults, which
 * are the reference's.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type ConfigSection, type Config, memoize } from "@lix-tools/cli-kit/config";
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
  /** Returns a text that changes whenever the settings of the file may change. It is far cheaper to have than those. */
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
    return config === undefined ? {} : sectionOf(config);
  };
  const contexts = createContexts({ configured: (absolute) => decided(configured(absolute), {}), editorConfigsOf });
  return {
    of: (absolute) => decided(configured(absolute), editedOf(absolute)),
    contextOf: contexts,
  };
}

interface ContextSources {
  readonly configured: (absolute: string) => FileSettings;
  readonly editorConfigsOf: (directory: string) => EditorConfigs;
}

/** Returns `contextOf`. Files with the same context get the very same string, which then is hashed but once. */
function createContexts({ configured, editorConfigsOf }: ContextSources): (absolute: string) => string {
  const byDirectory = new Map<string, string>();
  const contexts = new Map<string, string>();
  return (absolute) => {
    const directory = dirname(absolute);
    const known = byDirectory.get(directory);
    if (known !== undefined) return known;
    const text = `${JSON.stringify(configured(absolute))}${editorConfigsOf(directory).fingerprint}`;
    const context = contexts.get(text) ?? text;
    contexts.set(context, context);
    byDirectory.set(directory, context);
    return context;
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
  /** Whether one of them has a section for certain directories, so that more than the name of a file counts. */
  readonly hasPaths: boolean;
}

const noEditorConfigs: EditorConfigs = { fingerprint: "", hasPaths: false };

/** Returns a function that returns the editor configurations at and above a directory. */
function createEditorConfigs(exists: NonNullable<SettingsSources["exists"]>): ContextSources["editorConfigsOf"] {
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
  const digest = createHash("sha1").update(path).update("\0").update(text).digest("hex");
  return {
    fingerprint: `${above.fingerprint} ${digest}`,
    hasPaths: above.hasPaths || /^\s*\[.*\/.*\]/mu.test(text),
  };
}

/** Returns a function that returns what editor configuration says of a file. Of files of one name it says the same. */
function createEditedOf(editorConfigsOf: ContextSources["editorConfigsOf"]): (absolute: string) => FmtSettings {
  const cache = new Map<string, ProcessedFileConfig>();
  const byName = new Map<EditorConfigs, Map<string, FmtSettings>>();
  return (absolute) => {
    const configs = editorConfigsOf(dirname(absolute));
    if (configs === noEditorConfigs) return {};
    if (configs.hasPaths) return readEditorConfig(absolute, cache);
    const known = byName.get(configs) ?? new Map<string, FmtSettings>();
    byName.set(configs, known);
    const name = basename(absolute);
    const settings = known.get(name) ?? readEditorConfig(absolute, cache);
    known.set(name, settings);
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

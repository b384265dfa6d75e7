/**
 * How a file is to be formatted: the command line first, then `lix.toml`, then `.editorconfig`, then the defaults, which
 * are the reference's.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConfigSection, Config } from "@lix-tools/cli-kit/config";
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
}

/** Returns a function that finds the settings of a file. */
export function createSettingsOf({ given, configFor, editorConfig }: SettingsSources): SettingsOf {
  const cache = new Map<string, ProcessedFileConfig>();
  const sections = new Map<Config, FmtSettings>();
  const sectionOf = (config: Config | undefined): FmtSettings => {
    if (config === undefined) return {};
    const settings = sections.get(config) ?? config.section(fmtSection);
    sections.set(config, settings);
    return settings;
  };
  const mayBeEdited = createFileAbove(".editorconfig");
  return (absolute) => {
    const configured = sectionOf(configFor(absolute));
    const isEdited = editorConfig === "read" && mayBeEdited(dirname(absolute));
    const edited = isEdited ? readEditorConfig(absolute, cache) : {};
    return {
      width: given.width ?? configured.width ?? edited.width ?? defaultWidth,
      indent: given.indent ?? configured.indent ?? edited.indent ?? defaultIndent,
      strict: given.strict ?? configured.strict ?? false,
      style: given.style ?? configured.style ?? "1.4",
    };
  };
}

/** Returns a function that tells whether a directory or one above it has a file of this name. */
function createFileAbove(name: string): (directory: string) => boolean {
  const known = new Map<string, boolean>();
  const isAbove = (directory: string): boolean => {
    const answer = known.get(directory);
    if (answer !== undefined) return answer;
    const parent = dirname(directory);
    const found = existsSync(join(directory, name)) || (parent !== directory && isAbove(parent));
    known.set(directory, found);
    return found;
  };
  return isAbove;
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

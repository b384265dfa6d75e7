/**
 * What a caller may say about formatting, and the defaults, which are the reference's.
 */
import type { Langver } from "@lix-tools/parser";
import type { Style } from "./pipeline.ts";
import type { StyleVersion } from "./view/view.ts";

/** Options of `format`; all may be left out. */
export interface FormatOptions {
  /** Columns of a line, indentation not counted. Default: 100. */
  readonly width?: number | undefined;
  /** Spaces of an indentation step. Default: 2. */
  readonly indent?: number | undefined;
  /** Leaves the author's line ends in lists, sets, patterns and `inherit` out of account. Default: false. */
  readonly strict?: boolean | undefined;
  /** The release of the reference to agree with. Default: 1.4. */
  readonly style?: StyleVersion | undefined;
  /** The language of a source without a head clause. Default: legacy Nix. */
  readonly langver?: Langver | undefined;
  /**
   * `always` parses the result again, compares it with the source and formats it once more. Default: `never`.
   */
  readonly verify?: "always" | "never" | undefined;
  /**
   * A `fleeting` text is in the memory of the formatter and lasts until that formats again; who only asks whether a
   * text changes is answered sooner. A verified text is always `kept`. Default: `kept`.
   */
  readonly lifetime?: Lifetime | undefined;
}

/** How long a text lasts. */
export type Lifetime = "kept" | "fleeting";

/** Every style version, oldest first. */
export const styleVersions: readonly StyleVersion[] = ["1.2", "1.4"];

/** Columns of a line where nothing else is asked for. */
export const defaultWidth = 100;
/** Columns of a level where nothing else is asked for. */
export const defaultIndent = 2;

/** Returns the style the options describe. */
export function styleOf({ width, indent, strict, style }: FormatOptions): Style {
  return {
    width: width ?? defaultWidth,
    indent: indent ?? defaultIndent,
    lines: strict === true ? "ignored" : "source",
    version: style ?? "1.4",
  };
}

/** What all files of a run have in common, in a form that can be sent between threads. */
import type { Edition } from "@lix-tools/parser";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";
import type { CodemodId } from "../codemod.ts";
import type { FileRole } from "../downlevel/impossible.ts";
import type { VerificationLevel } from "../proof/prove.ts";

/** What to do with the new bytes: nothing, show the difference, put them in the file's place, or print them. */
export type RunMode = "report" | "diff" | "write" | "print";

export interface RunOptions {
  readonly to: Edition;
  readonly mode: RunMode;
  readonly verify: VerificationLevel;
  /** Also reports what later editions read differently. */
  readonly lookAhead: boolean;
  /** Whether diffs are coloured. */
  readonly color: "always" | "never";
}

/** One file to migrate. */
export interface RunItem {
  readonly file: SourceFile;
  /** The edition the configuration gives the file. */
  readonly configured: Edition | undefined;
  /** Whether a command line is given the file, or others import it. */
  readonly role: FileRole;
  /** The codemods that take part. */
  readonly rules: readonly CodemodId[];
  /** The codemods whose alternatives are made. */
  readonly accepted: readonly CodemodId[];
  /** Why the file may not be overwritten, or null. */
  readonly guard: string | null;
}

/** What all files of a run have in common, in a form that can be sent between threads. */
import type { Edition, FeatureId } from "@lix-tools/parser";
import type { SourceFile } from "@lix-tools/cli-kit/discovery";
import type { CodemodId } from "../codemod.ts";
import type { Unswitched } from "../engine/run-phases.ts";
import type { FileRole } from "../downlevel/impossible.ts";
import type { ObservedFile } from "../observe/observation-log.ts";
import type { VerificationLevel } from "../proof/prove.ts";

/**
 * What to do with the new bytes: nothing, show the difference, put them in the file's place, print them, or hand them to
 * whoever asked for them.
 */
export type RunMode = "report" | "diff" | "write" | "print" | "collect";

/** The values of `--format`: the lines that changed, the files that did, or nothing. */
export const formattings = ["changed", "file", "none"] as const;

/** What of the new text goes through the formatter. */
export type Formatting = (typeof formattings)[number];

export interface RunOptions {
  readonly to: Edition;
  /** The features of the future edition to name one by one beside Nix 2; none for the edition as a whole. */
  readonly features: readonly FeatureId[];
  readonly mode: RunMode;
  readonly verify: VerificationLevel;
  /** What becomes of a file that cannot change its dialect. */
  readonly unswitched: Unswitched;
  readonly formatting: Formatting;
  /** Also reports what later editions read differently. */
  readonly lookAhead: boolean;
  /** Whether diffs are coloured. */
  readonly color: "always" | "never";
  /** Whether changes are shown in a report. */
  readonly samples: "shown" | "none";
}

/** One file to migrate. */
export interface RunItem {
  readonly file: SourceFile;
  /** The edition to move the file to; `unchanged` leaves it alone. */
  readonly to: Edition | "unchanged";
  /** The edition the configuration gives the file. */
  readonly configured: Edition | undefined;
  /** Whether a command line is given the file, or others import it. */
  readonly role: FileRole;
  /** The codemods that take part. */
  readonly rules: readonly CodemodId[];
  /** The codemods whose alternatives are made. */
  readonly accepted: readonly CodemodId[];
  /** The single sites whose alternatives are made. */
  readonly acceptedSites: readonly AcceptedSite[];
  /** Why the file may not be overwritten, or null. */
  readonly guard: string | null;
  /** The rewrites that somebody chose one by one; all if absent. */
  readonly chosen?: readonly ChosenRewrite[];
  /** What evaluations have shown of the file. */
  readonly observed?: ObservedFile;
  /** Why the rewriting of the file is taken back. */
  readonly veto?: Veto;
  /** The hash of the new text that passed the verification by evaluation. */
  readonly verifiedText?: string;
}

/** A site whose alternative is accepted, by its place in the text as it was. */
export interface AcceptedSite {
  readonly id: CodemodId;
  readonly line: number;
  /** Null for all sites of the line. */
  readonly column: number | null;
}

/** A rewrite that was chosen, by its place. */
export interface ChosenRewrite {
  readonly id: CodemodId;
  readonly offset: number;
  /** Whether it is what was perhaps meant, which changes the meaning. */
  readonly isMeant: boolean;
}

/** What an evaluation has against the rewriting of a file. */
export interface Veto {
  readonly status: "mismatch" | "failed";
  readonly code: string;
  readonly reason: string;
  readonly notes: readonly string[];
  /** The place of the rewrite that is to blame, or 0. */
  readonly offset: number;
}

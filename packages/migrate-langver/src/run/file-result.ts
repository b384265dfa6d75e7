/**
 * What became of one file of a run, small enough to be sent between threads. Everything a report says is in here.
 */
import type { Diagnostic } from "@lix-tools/parser";
import type { CodemodId } from "../codemod.ts";
import type { MigrationStatus } from "../engine/migrate-source.ts";
import type { Verification } from "../proof/prove.ts";

/**
 * How a file ended: as the migration did, or `skipped`, because what would be overwritten could not be brought back, or
 * `crashed`, because of a bug in this program.
 */
export type FileStatus = MigrationStatus | "skipped" | "crashed";

/** Every status, in the order of reports. */
export const fileStatuses: readonly FileStatus[] = [
  "clean",
  "migrated",
  "partial",
  "refused",
  "skipped",
  "failed",
  "mismatch",
  "crashed",
];

/** What one codemod did to one file. */
export interface RuleResult {
  readonly id: CodemodId;
  /** Sites that were rewritten. */
  readonly rewritten: number;
  /** How many of them by an alternative, which changes the meaning. */
  readonly unsafe: number;
  /** How many of them rest on what was seen in evaluations. */
  readonly observed: number;
}

/** A site that was left. */
export interface RefusedPlace {
  readonly id: CodemodId;
  readonly reason: string;
  /** Whether the file is not what it should be because of it; otherwise an idiom was left. */
  readonly isRequired: boolean;
  readonly line: number;
  readonly column: number;
  /** What `--accept` would do, or null. */
  readonly alternative: string | null;
}

/** A site that was rewritten to what was perhaps meant, because somebody accepted that. */
export interface AcceptedPlace {
  readonly id: CodemodId;
  /** A verb phrase. */
  readonly title: string;
  readonly line: number;
  readonly column: number;
}

/** The contents of a file before and after. */
export interface FileBytes {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface FileResult {
  /** As shown to people. */
  readonly path: string;
  readonly bytes: number;
  readonly status: FileStatus;
  /** Whether the bytes on disk were replaced. */
  readonly written: boolean;
  /** Whether the migration came to other bytes, written or not. */
  readonly changed: boolean;
  readonly rules: readonly RuleResult[];
  readonly accepted: readonly AcceptedPlace[];
  readonly refused: readonly RefusedPlace[];
  readonly verification: Verification;
  readonly rounds: number;
  readonly milliseconds: number;
  /** The file looks at its own positions, which every edit may move. */
  readonly readsPositions: boolean;
  /** What there is to say about the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** The bytes that the diagnostics count in; undefined where there are none or they were not read. */
  readonly source: Uint8Array | undefined;
  /** The change as a unified diff or as the new text, if it was asked for. */
  readonly output: Uint8Array | undefined;
  /** The change as a plain unified diff, cut to what a page shows, if there is to be one. */
  readonly sample: string | null;
  /** What is to be written, in a run that writes. */
  readonly change: FileBytes | undefined;
}

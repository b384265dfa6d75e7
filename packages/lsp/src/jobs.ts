/**
 * The work that takes longer than a keystroke: what goes into it and what comes out, as plain data, so that it can be
 * done on another thread. Every job is a function of its input alone.
 */
import type { FileSettings } from "@lix-tools/fmt/node";
import type { Finding } from "@lix-tools/lint";
import type { LintProfile } from "@lix-tools/lint/node";
import type { Diagnostic, Edition, Span, TextEdit } from "@lix-tools/parser";

/** A text and what is known of its language. */
export interface JobSource {
  readonly source: Uint8Array;
  /** The edition of a file without a head clause. */
  readonly configured: Edition | null;
}

/** Lints a file. */
export interface LintJob extends JobSource {
  readonly path: string | null;
  readonly profile: LintProfile;
}

/** Formats a file, or what a range of it touches. */
export interface FormatJob extends JobSource {
  readonly settings: FileSettings;
  readonly range: Span | null;
}

/** What formatting amounts to. */
export interface FormatAnswer {
  readonly edits: readonly TextEdit[];
  /** Why there are none although the file is not formatted. */
  readonly problem: Diagnostic | null;
}

/** Moves a file to another edition, or what a range of it touches. */
export interface MigrateJob extends JobSource {
  readonly to: Edition;
  /** The ids of the codemods that take part. */
  readonly codemods: readonly string[];
  readonly range: Span | null;
}

/** A migration, as edits with what they are for. */
export interface MigrateAnswer {
  readonly edits: readonly TextEdit[];
  /** One line per rewrite: how often, and what. */
  readonly summary: readonly string[];
  /** Why nothing changes, or what is left. */
  readonly notes: readonly string[];
}

/** Computes the value of a program. */
export interface EvaluateJob {
  readonly program: Uint8Array;
  readonly configured: Edition | null;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The folder that nothing outside of is read. */
  readonly root: string;
  readonly milliseconds: number;
}

/** What a worker can be asked for, by the names of the functions it exports. */
export interface Jobs {
  lint(job: LintJob): readonly Finding[];
  fix(job: LintJob): readonly TextEdit[];
  format(job: FormatJob): FormatAnswer;
  migrate(job: MigrateJob): MigrateAnswer;
  /** Returns the value as text, or null where it takes too much, or does not exist. */
  evaluate(job: EvaluateJob): string | null;
}

/** Why a job has no answer. */
export type JobFailure = "cancelled" | "timeout" | "crash";

/** A job's answer or why there is none. */
export type JobAnswer<Value> = { readonly value: Value } | { readonly failure: JobFailure; readonly message: string };

/** What a job may take. */
export interface JobLimits {
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** Runs jobs. */
export interface JobPool {
  run<Name extends keyof Jobs>(
    name: Name,
    job: Parameters<Jobs[Name]>[0],
    limits: JobLimits,
  ): Promise<JobAnswer<ReturnType<Jobs[Name]>>>;
  close(): Promise<void>;
}

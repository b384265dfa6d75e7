/** What the evaluations of a run came to, for reports. */
import type { Culprit } from "../../engine/blame.ts";

/** How far evaluation went: names were watched, values compared, or derivations. */
export type EvaluationLevel = "watch" | "eval" | "drv";

/** Something that hashes rewritten files itself, so that it changes with their text. */
export interface ExplainedChange {
  readonly attribute: string;
  /** The files of the change list that explain it. */
  readonly files: readonly string[];
}

/** A value that a rewrite changed. The rewrite was taken back. */
export interface EvaluationMismatch {
  readonly target: string;
  readonly before: string;
  readonly after: string;
  /** The file to blame, or null where none could be named. */
  readonly path: string | null;
  readonly culprit: Culprit | null;
  /** The folder that holds what shows it, or null. */
  readonly reproducer: string | null;
}

export interface EvaluationAccount {
  readonly level: EvaluationLevel;
  /** What was evaluated: attributes of the entries, or files. */
  readonly targets: number;
  /** Of those, how many came to the same, failures aside. */
  readonly identical: number;
  /** How many fail the same way before and after. */
  readonly failing: number;
  /** How many could not be evaluated within the limits. */
  readonly exhausted: number;
  /** Those among the identical that will change once the files are written, because they hash them. */
  readonly explained: readonly ExplainedChange[];
  readonly mismatches: readonly EvaluationMismatch[];
  /** Rewritten files, and how many of them were evaluated at all. */
  readonly rewritten: number;
  readonly evaluated: number;
  /** Rewritten files that programs read as text: what they do with it is not looked into. */
  readonly readAsText: readonly string[];
  /** Rewritten files whose functions legacy command lines call implicitly; those of Nix 2 do not. */
  readonly uncalled: readonly string[];
  /** Evaluations on which rewrites by observation rest. */
  readonly watched: number;
  /** Seconds of processor time by step, in order. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Why there is no verdict, or null. */
  readonly failure: string | null;
}

/** Returns the account of nothing. */
export function emptyEvaluation(level: EvaluationLevel): EvaluationAccount {
  return {
    level,
    targets: 0,
    identical: 0,
    failing: 0,
    exhausted: 0,
    explained: [],
    mismatches: [],
    rewritten: 0,
    evaluated: 0,
    readAsText: [],
    uncalled: [],
    watched: 0,
    seconds: {},
    failure: null,
  };
}

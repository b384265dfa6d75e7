/** What is asked of an evaluation, and what it says, in forms that can be sent between threads. Paths are Latin-1. */
import type { SearchPathEntry } from "@lix-tools/eval-core";
import type { Selection } from "@lix-tools/eval-core/node";
import type { Culprit } from "../../engine/blame.ts";
import type { ObservedFile } from "../../observe/observation-log.ts";
import type { Rewriting, RewritingOfAll } from "../rewriting.ts";
import type { RewrittenProgram } from "../../verify/find-culprit.ts";

/** What is evaluated, and how. */
export interface EvaluationSettings {
  /** The attributes of the entries. */
  readonly selections: readonly Selection[];
  /** Where relative paths start. */
  readonly folder: string;
  readonly searchPath: readonly SearchPathEntry[];
  /** Megabytes that an evaluation may take. */
  readonly memory: number;
}

/** Something whose outcome is compared: an attribute below a selection, the selection's whole value, or a file's. */
export type Target =
  | { readonly kind: "attribute"; readonly selection: number; readonly path: string }
  | { readonly kind: "value"; readonly selection: number }
  | { readonly kind: "file"; readonly path: string };

/** How the rewriting of a file began, so that it can be done again in part. */
export interface FileRecipe {
  readonly path: string;
  readonly source: Uint8Array;
  /** What was decided about the file, and about all files. */
  readonly decisions: Rewriting;
  readonly all: RewritingOfAll;
}

export type EvaluationTask =
  /** Finds the derivations of all selections, or of some attributes only. */
  | {
      readonly kind: "survey";
      readonly watch: "everything" | "nothing";
      readonly programs: readonly RewrittenProgram[];
      readonly only: readonly Target[] | null;
    }
  /** Compares values before and after. */
  | { readonly kind: "compare"; readonly programs: readonly RewrittenProgram[]; readonly targets: readonly Target[] }
  /** Finds the file and the rewrite that change an outcome. */
  | {
      readonly kind: "blame";
      readonly programs: readonly RewrittenProgram[];
      readonly recipes: readonly FileRecipe[];
      readonly target: Target;
      readonly expected: string;
    };

export interface EvaluationRequest {
  readonly settings: EvaluationSettings;
  readonly task: EvaluationTask;
}

/** An attribute and what it came to. */
export interface Outcome {
  readonly target: Target;
  readonly outcome: string;
  /** A digest of what the derivation path does not show: the `meta` of a package. */
  readonly description: string;
  /** The rewritten files that the derivation hashes itself. */
  readonly hashes: readonly string[];
}

export type EvaluationAnswer =
  | {
      readonly kind: "survey";
      readonly outcomes: readonly Outcome[];
      readonly observed: ReadonlyMap<string, ObservedFile>;
      /** The rewritten files that were evaluated. */
      readonly evaluated: readonly string[];
      /** The rewritten files that programs read as text. */
      readonly readAsText: readonly string[];
      /** The files whose functions command lines do not call implicitly, and were asked to. */
      readonly uncalled: readonly string[];
    }
  | { readonly kind: "compare"; readonly outcomes: readonly Outcome[]; readonly uncalled: readonly string[] }
  | { readonly kind: "blame"; readonly found: Blame | null }
  | { readonly kind: "failure"; readonly message: string };

/** Who is to blame for a mismatch, and what shows it. */
export interface Blame {
  readonly path: string;
  readonly culprit: Culprit;
  /** The smallest rewriting that was found to fail, and what it comes to. */
  readonly text: Uint8Array;
  readonly outcome: string;
}

/**
 * What the page and its workers say to each other: plain data, with places as indices of JavaScript strings. Requests
 * are numbered; an answer carries the number of its request, so that late ones can be told.
 */
import type { Verification } from "@lix-tools/migrate-langver";
import type { Edition, Severity } from "@lix-tools/parser";

/** A range of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A range with the line it begins on, counted from 1. */
export interface Place extends Range {
  readonly line: number;
}

/** A replacement in a text. */
export interface TextChange extends Range {
  readonly insert: string;
}

/** A text with its colours: triples of start, end and the number of a `HighlightClass`. */
export interface ColouredText {
  readonly text: string;
  readonly colours: Uint32Array;
}

/** A change that answers a problem. */
export interface ProblemFix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly changes: readonly TextChange[];
}

/** A finding or a syntax error. */
export interface Problem extends Place {
  readonly code: string;
  /** The short code of a lint rule, which names its page; null for the rest. */
  readonly rule: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly notes: readonly string[];
  readonly fixes: readonly ProblemFix[];
}

/** What a text can be turned into. */
export type Target = "nix2" | "lix" | "legacy";

/** A rewrite that was made. */
export interface RewriteStep {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly places: readonly Place[];
}

/** A place that was not rewritten, and why. */
export interface Refusal extends Place {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  /** Whether the text could only be more idiomatic. */
  readonly optional: "yes" | "no";
}

/** How a migration ended. `same`: nothing had to change. `blocked`: the text stays as it is, see the refusals. */
export type MigrationOutcome = "same" | "migrated" | "partial" | "blocked" | "unreadable" | "unproven";

/** The text in the other language. */
export interface MigrationView {
  readonly target: Target;
  readonly outcome: MigrationOutcome;
  /** Null where there is none. */
  readonly result: ColouredText | null;
  /** What is new in the result. */
  readonly changed: readonly Range[];
  readonly steps: readonly RewriteStep[];
  readonly refusals: readonly Refusal[];
  /** How old and new text were shown to mean the same. */
  readonly proof: Verification;
  readonly notes: readonly string[];
}

/** Everything there is to say about a text. */
export interface Analysis {
  readonly language: { readonly edition: Edition; readonly name: string; readonly origin: "clause" | "default" };
  /** The targets that the text can be migrated to; the first is the usual one. */
  readonly targets: readonly Target[];
  readonly colours: Uint32Array;
  readonly problems: readonly Problem[];
  readonly isComplete: boolean;
  /** The formatted text; null where it cannot be. */
  readonly formatted: ColouredText | null;
  readonly isFormatted: boolean;
  readonly migration: MigrationView;
  /** The core term, laid out; null where there is none. */
  readonly core: ColouredText | null;
  /** Milliseconds it took. */
  readonly time: number;
}

/** What the page asks the analysis worker. */
export type AnalysisRequest =
  | { readonly kind: "analyse"; readonly id: number; readonly text: string; readonly target: Target | null }
  | { readonly kind: "fix"; readonly id: number; readonly text: string; readonly level: "safe" | "unsafe" };

/** What the analysis worker answers. */
export type AnalysisAnswer =
  | { readonly kind: "ready"; readonly tolerant: "yes" | "no" }
  | { readonly kind: "analysis"; readonly id: number; readonly analysis: Analysis }
  | {
      readonly kind: "fixed";
      readonly id: number;
      readonly text: string;
      readonly count: number;
      readonly left: number;
    }
  | { readonly kind: "crashed"; readonly id: number; readonly message: string };

/** How a value is shown. */
export type ValueFormat = "nix" | "json";

/** What the page asks the evaluation worker: the value of a text and, to compare, of its migrated form. */
export interface EvaluationRequest {
  readonly id: number;
  readonly text: string;
  readonly migrated: string | null;
  readonly format: ValueFormat;
}

/** The value of one text, or why there is none. */
export type Outcome =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "error"; readonly code: string; readonly text: string };

/** What the evaluation worker answers. */
export interface EvaluationAnswer {
  readonly id: number;
  readonly outcome: Outcome;
  /** The value with its colours, where it reads as Nix. */
  readonly coloured: ColouredText | null;
  /** What `trace` and `warn` printed. */
  readonly printed: readonly string[];
  /** Whether the migrated text has the same value; null where there is none to compare. */
  readonly agrees: boolean | null;
  readonly time: number;
}

/** What a command line asks of an evaluation, in a form that can be sent to a thread. */
import type { CompatName } from "../eval/compat.ts";
import type { Limits } from "../eval/limits.ts";
import type { SearchPathEntry } from "../eval/machine.ts";
import type { ReplAnswer } from "./repl/repl-session.ts";
import type { ProgramCacheSettings } from "./program-cache-settings.ts";

/** Where an expression comes from. Texts and paths are Latin-1. */
export type Input =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "text"; readonly text: string; readonly name: string };

/** An argument for the functions that a selection meets. */
export interface Argument {
  readonly name: string;
  readonly kind: "expression" | "string";
  readonly text: string;
}

export type OutputFormat = "nix" | "json" | "xml" | "raw";

/** The settings of an evaluation. */
export interface Settings {
  readonly folder: string;
  readonly compat: CompatName;
  readonly limits: Partial<Limits>;
  readonly langver: string | null;
  readonly pure: boolean;
  readonly restricted: boolean;
  readonly allowedPaths: readonly string[];
  readonly searchPath: readonly SearchPathEntry[];
  readonly storeFolder: string;
  readonly currentSystem: string | null;
  readonly traceVerbose: boolean;
  readonly abortOnWarn: boolean;
  readonly experimental: ReadonlySet<string>;
  readonly showTrace: boolean;
  /** Whether to measure where time goes, and to log names that `with` provides. */
  readonly profile: boolean;
  readonly traceNames: boolean;
  /** Megabytes that the linear machine may use; 0 to do without it. */
  readonly linearMemory: number;
  /** Where trees and images of sources are kept from run to run; null to make them anew. */
  readonly programCache: ProgramCacheSettings | null;
  /** The folder that nothing outside of is read. */
  readonly root: string;
}

/** A value in an input: its path of attributes, empty for the whole. */
export interface Selection {
  readonly input: Input;
  readonly attribute: string;
  readonly arguments: readonly Argument[];
}

export type Task =
  | {
      readonly kind: "print";
      readonly selections: readonly Selection[];
      readonly format: OutputFormat;
      readonly strict: boolean;
      readonly locations: boolean;
    }
  | {
      readonly kind: "drv-paths";
      readonly selection: Selection;
      /** From `createSharedWork`, which threads that share the work have in common; null for one thread. */
      readonly shared: Int32Array | null;
      /** How many threads there are. */
      readonly threads: number;
    };

export interface Request {
  readonly settings: Settings;
  readonly task: Task;
}

/** What a running request says. Texts are Latin-1. */
export type Message =
  | { readonly kind: "output"; readonly text: string }
  | { readonly kind: "profile"; readonly speedscope: string; readonly table: string }
  | { readonly kind: "name"; readonly line: string }
  | { readonly kind: "log"; readonly text: string }
  | { readonly kind: "failure"; readonly text: string }
  | { readonly kind: "derivation"; readonly path: string; readonly drvPath: string }
  | { readonly kind: "attribute-error"; readonly path: string; readonly message: string }
  | { readonly kind: "answer"; readonly answer: ReplAnswer }
  | { readonly kind: "completions"; readonly words: readonly string[] }
  | { readonly kind: "done" };

/** What a session at the prompt is started with. */
export interface SessionRequest {
  readonly settings: Settings;
  readonly session: true;
}

/** What is asked of a session. Texts are Latin-1. */
export type SessionQuestion =
  | { readonly kind: "line"; readonly text: string; readonly isLast: boolean }
  | { readonly kind: "completions"; readonly text: string };

/**
 * The state of one evaluation: its host, settings, shared shapes, store and caches, and the counters of its limits.
 * Everything that evaluates takes it as its first argument; it can evaluate any number of expressions one after the
 * other and keeps what it has learnt.
 */
import type { Langver } from "@lix-tools/parser";
import type { Host } from "../host.ts";
import type { Term } from "../core/term.ts";
import { SetBuilder } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import { rootFrame } from "../value/frame.ts";
import type { SourcePosition } from "../value/positions.ts";
import type { LambdaCode, Lazy } from "../value/value.ts";
import type { Compat } from "./compat.ts";
import { EvalError } from "./error.ts";
import type { Limits } from "./limits.ts";
import { callsPerCheck } from "./limits.ts";
import type { Profiler } from "./profiler.ts";
import type { SourceFile } from "./source-file.ts";
import { EvalStore, type StoreAddition } from "./store.ts";
import type { ObservedUpdate } from "./watch-update.ts";

/** A program ready to be compiled. */
export interface Program {
  readonly term: Term;
  readonly langver: Langver;
}

/** Reads a source into a program; throws an `EvalError` if it cannot be read. */
export type ProgramReader = (source: Uint8Array, file: SourceFile, request: ProgramRequest) => Program;

export interface ProgramRequest {
  /** Global names with a meaning of their own, by `scopedImport`: the words and operators among them are looked up. */
  readonly shadowed: ReadonlySet<string>;
  /** The features a file without a clause has, or null for the default. */
  readonly features: ReadonlySet<string> | null;
  /** Whether more than the tree will be kept, so that nobody needs the tree again. */
  readonly isTransient?: boolean;
}

export interface MachineOptions {
  readonly host: Host;
  readonly compat: Compat;
  readonly limits: Limits;
  readonly readProgram: ProgramReader;
  readonly storeFolder: string;
  /** Pure evaluations see no environment, no clock, no search path and only the allowed paths. */
  readonly pure: boolean;
  readonly restricted: boolean;
  /** Folders that pure and restricted evaluations may read. */
  readonly allowedPaths: readonly string[];
  /** Search path entries, in order. */
  readonly searchPath: readonly SearchPathEntry[];
  /** Experimental and deprecated features of implementations that are on: `ca-derivations`, `coerce-integers`. */
  readonly experimental: ReadonlySet<string>;
  /** Whether a warning ends the evaluation. */
  readonly abortOnWarn: boolean;
  /** Measures where time goes, or null. */
  readonly profiler: Profiler | null;
  /** Told of every name that is neither lexical nor standard, once per place and frame; or null. */
  readonly onName: ((resolved: ResolvedName) => void) | null;
  /** Told of every `//`, each time it is evaluated; or null. */
  readonly onUpdate: ((update: ObservedUpdate) => void) | null;
  /** Told of every source and text that becomes part of the store; or null. */
  readonly onAddition: ((addition: StoreAddition) => void) | null;
  /** Decides whether a function is called implicitly; null to leave that to its file. */
  readonly onAutoCall: ((lambda: LambdaCode) => boolean) | null;
  /** Whether `traceVerbose` prints. */
  readonly traceVerbose: boolean;
}

/** One entry of `-I` or `NIX_PATH`: what `<prefix/…>` stands for. */
export interface SearchPathEntry {
  readonly prefix: string;
  readonly path: string;
}

/** A name that a `with` or the global scope provided, at one place of a program. */
export interface ResolvedName {
  readonly name: string;
  readonly position: SourcePosition;
  /** How many `with`s out it was found, 0 for the innermost; null for a global name. */
  readonly frame: number | null;
}

/** What has a state of its own that errors must not leave as it is. */
export interface Recoverable {
  /** Returns what to do should an error end what is about to begin; it returns the error to go on with. */
  recovery(): (error: unknown) => unknown;
}

export class Machine {
  readonly options: MachineOptions;
  readonly host: Host;
  readonly compat: Compat;
  readonly sets: SetBuilder = new SetBuilder();
  readonly store: EvalStore;
  /** The global scope: bare names to their values. Filled once, when the builtins are installed. */
  readonly globals: Map<string, Lazy> = new Map();
  /** Global names with another meaning where `<nix/…>` cannot be redirected. */
  readonly reservedNames: Map<string, Lazy> = new Map();
  /** The global scope with these names. Filled once, when the builtins are installed. */
  readonly reservedGlobals: Map<string, Lazy> = new Map();
  /** Values of files already imported, by canonical path. */
  readonly imports: Map<string, Lazy> = new Map();
  readonly root: Frame = rootFrame();
  /** Calls being evaluated. Whoever catches an error puts it back to what it was. */
  depth = 0;
  /** An evaluator beside this one whose values are evaluated here, too; or null. */
  beside: Recoverable | null = null;
  private readonly started: number = Date.now();
  private callsLeft = callsPerCheck;
  private calls = 0;

  constructor(options: MachineOptions) {
    this.options = options;
    this.host = options.host;
    this.compat = options.compat;
    this.store = new EvalStore(options);
  }

  /** Counts a call. Callers count down `depth` when the call returns. */
  enter(): void {
    if (++this.depth > this.options.limits.callDepth) this.failDepth();
    if (--this.callsLeft < 0) this.check();
  }

  private failDepth(): never {
    throw new EvalError("eval/stack-overflow", "stack overflow; max-call-depth exceeded");
  }

  private check(): void {
    const { calls, milliseconds } = this.options.limits;
    this.calls += callsPerCheck;
    this.callsLeft = callsPerCheck;
    if (this.calls > calls) throw new EvalError("eval/limit", `more than ${calls} calls`);
    if (Date.now() - this.started > milliseconds) {
      throw new EvalError("eval/limit", `evaluation took longer than ${milliseconds} ms`);
    }
  }

  /** Returns what something comes to, or what is made of its error after the call depth was put back. */
  attempt<Result>(body: () => Result, onError: (error: unknown) => Result): Result {
    const { depth } = this;
    const recover = this.beside?.recovery();
    try {
      return body();
    } catch (error) {
      this.depth = depth;
      return onError(recover === undefined ? error : recover(error));
    }
  }
}

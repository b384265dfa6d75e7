/**
 * The entry of the evaluator: a machine with all builtins, and the few things callers do with it. One evaluator can
 * evaluate any number of expressions and keeps the files it has read.
 */
import type { Langver } from "@lix-tools/parser";
import { makeLangver } from "@lix-tools/parser";
import { installBuiltins } from "./builtins/install.ts";
import { allBuiltins } from "./builtins/table.ts";
import type { CompatName } from "./eval/compat.ts";
import { compatOf } from "./eval/compat.ts";
import type { Limits } from "./eval/limits.ts";
import { defaultLimits } from "./eval/limits.ts";
import type { ResolvedName, SearchPathEntry } from "./eval/machine.ts";
import { Machine } from "./eval/machine.ts";
import type { StoreAddition } from "./eval/store.ts";
import type { Profiler } from "./eval/profiler.ts";
import type { ObservedUpdate } from "./eval/watch-update.ts";
import type { LambdaCode } from "./value/value.ts";
import type { Host } from "./host.ts";
import { createProgramReader, type TreeStore } from "./program.ts";
import { defaultStoreFolder } from "./store/store-path.ts";

export interface EvaluatorOptions {
  readonly host: Host;
  /** Which implementation to mirror where they differ; the current Nix unless said otherwise. */
  readonly compat?: CompatName;
  readonly limits?: Partial<Limits>;
  /** What files without a clause are read as. */
  readonly langver?: Langver;
  /** Trees that need not be made again. */
  readonly trees?: TreeStore;
  readonly storeFolder?: string;
  readonly pure?: boolean;
  readonly restricted?: boolean;
  readonly allowedPaths?: readonly string[];
  readonly searchPath?: readonly SearchPathEntry[];
  readonly traceVerbose?: boolean;
  /** Whether a warning ends the evaluation. */
  readonly abortOnWarn?: boolean;
  readonly profiler?: Profiler;
  readonly onName?: (resolved: ResolvedName) => void;
  readonly onUpdate?: (update: ObservedUpdate) => void;
  readonly onAddition?: (addition: StoreAddition) => void;
  readonly onAutoCall?: (lambda: LambdaCode) => boolean;
  /** Experimental features of implementations to switch on. */
  readonly experimental?: ReadonlySet<string>;
}

/** Returns a machine with all builtins, ready to evaluate. */
export function createEvaluator(options: EvaluatorOptions): Machine {
  const machine = new Machine({
    host: options.host,
    compat: compatOf(options.compat ?? "nix"),
    limits: { ...defaultLimits, ...options.limits },
    readProgram: createProgramReader({
      langver: options.langver ?? makeLangver("legacy"),
      allocate: options.host.allocate,
      trees: options.trees,
    }),
    storeFolder: options.storeFolder ?? defaultStoreFolder,
    pure: options.pure ?? false,
    restricted: options.restricted ?? false,
    allowedPaths: options.allowedPaths ?? [],
    searchPath: options.searchPath ?? [],
    experimental: options.experimental ?? new Set(),
    abortOnWarn: options.abortOnWarn ?? false,
    profiler: options.profiler ?? null,
    onName: options.onName ?? null,
    onUpdate: options.onUpdate ?? null,
    onAddition: options.onAddition ?? null,
    onAutoCall: options.onAutoCall ?? null,
    traceVerbose: options.traceVerbose ?? false,
  });
  installBuiltins(machine, allBuiltins);
  return machine;
}

/**
 * Migrates the files of a run on all cores and reports on them in their order, as they become ready.
 */
import { sizeOfSource } from "@lix-tools/cli-kit/discovery";
import type { Progress } from "@lix-tools/cli-kit/progress";
import { runInWorkers } from "@lix-tools/cli-kit/worker-pool";
import type { FileResult } from "./run/file-result.ts";
import { emptyResult } from "./run/migrate-file.ts";
import type { RunItem, RunOptions } from "./run/run-options.ts";
import { run } from "./worker.ts";

/** A run over files. */
export interface MigrationRun {
  readonly items: readonly RunItem[];
  readonly options: RunOptions;
  readonly jobs: number | undefined;
  readonly progress: Progress;
  /** Called for every file, in the order of the items. */
  readonly onResult: (result: FileResult, item: RunItem) => Promise<void>;
  /** Begins no new file once aborted. */
  readonly signal?: AbortSignal;
}

/** Migrates the files; returns once all are done. */
export async function runMigration({ items, options, jobs, progress, onResult, signal }: MigrationRun): Promise<void> {
  const outcomes = runInWorkers<RunItem, RunOptions, FileResult>({
    items,
    sizeOf: ({ file }) => sizeOfSource(file),
    shared: options,
    run,
    module: new URL("./worker.js", import.meta.url),
    jobs,
    signal,
  });
  for await (const outcome of outcomes) {
    const result = "result" in outcome ? outcome.result : crashed(outcome.item, outcome.crash);
    progress.advance(result.bytes);
    await onResult(result, outcome.item);
  }
}

function crashed({ file }: RunItem, crash: string): FileResult {
  const message = `not migrated: a bug in this program (${crash})`;
  const diagnostic = { code: "migrate/crash", severity: "error", span: { start: 0, end: 0 }, message } as const;
  return { ...emptyResult(file.path), status: "crashed", diagnostics: [diagnostic] };
}

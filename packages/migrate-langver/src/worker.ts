/**
 * Runs in worker threads, and in the main thread for small runs: migrates a chunk of files.
 */
import type { WorkerTask } from "@lix-tools/cli-kit/worker-pool";
import { createParserBuffers } from "@lix-tools/parser";
import { createPolisher } from "./polish/polish.ts";
import type { FileResult } from "./run/file-result.ts";
import { migrateFile } from "./run/migrate-file.ts";
import { targetOf } from "./run/rewriting.ts";
import type { RunItem, RunOptions } from "./run/run-options.ts";

/** Returns what became of each file, in order. */
export function run({ items, shared }: WorkerTask<RunItem, RunOptions>): Promise<readonly FileResult[]> {
  const target = targetOf(shared, shared);
  const migrator = { options: shared, target, buffers: createParserBuffers(), polisher: createPolisher() };
  return Promise.resolve(items.map((item) => migrateFile(item, migrator)));
}

/**
 * Runs the same function over many items on all cores and yields the results in the order of the items as they become
 * ready. Small work is done in this thread, where it is finished before a worker would have started. However much
 * there is to do, only a few chunks of results are held at a time: when nobody takes results, no new work is begun.
 *
 * An item whose function throws or kills its worker yields a crash; the other items are not affected.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type Chunk, divideIntoChunks } from "./chunks.ts";
import { createLocalExecutor, type Executor, type RunTask } from "./executor.ts";
import { inOrder } from "./in-order.ts";

/** Work on a list of items. */
export interface WorkerJob<Item, Shared, Result> {
  readonly items: readonly Item[];
  /** How much work an item is, in bytes. */
  readonly sizeOf: (item: Item) => number;
  /** What every task gets besides its items. Must survive being sent to a worker, as must items and results. */
  readonly shared: Shared;
  /** The function over items. It may be called again for an item when something in the same call failed. */
  readonly run: RunTask<Item, Shared, Result>;
  /** The compiled module that exports the same function as `run`. Where it does not exist, all is done here. */
  readonly module: URL;
  /** Workers at most; as many as there are cores when absent. */
  readonly jobs?: number | undefined;
  /** From how much work on workers are started. */
  readonly threshold?: WorkThreshold;
  /**
   * Bytes per core below which one core is left without a worker: the engine compiles beside the workers what they run,
   * for each of them anew, and short work on the last core is not worth that. No core is left free when absent.
   */
  readonly fullFrom?: number;
  /** Begins no new work once aborted. The generator then ends early. */
  readonly signal?: AbortSignal | undefined;
}

/** Either of the two is enough. */
export interface WorkThreshold {
  readonly items: number;
  readonly bytes: number;
}

/** What came of one item. */
export type Outcome<Item, Result> =
  | { readonly item: Item; readonly result: Result }
  | { readonly item: Item; readonly crash: string };

/** About the work of half a second: reading, parsing and checking. */
const defaultThreshold: WorkThreshold = { items: 500, bytes: 4 << 20 };

/** Bounds of the size of a chunk: enough to be worth a message, little enough to divide evenly. */
const [smallestChunk, largestChunk] = [1 << 16, 1 << 20];

/** Yields what came of every item, in their order. */
export async function* runInWorkers<Item, Shared, Result>(
  job: WorkerJob<Item, Shared, Result>,
): AsyncGenerator<Outcome<Item, Result>, void, undefined> {
  const sizes = job.items.map(job.sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const jobs = workersFor(job, total);
  const chunkBytes = Math.min(largestChunk, Math.max(smallestChunk, total / (jobs * 8)));
  const chunks = divideIntoChunks(sizes, chunkBytes);
  const executor = await createExecutor(job, Math.min(jobs, chunks.length));
  const run = ({ from, to }: Chunk): Promise<Outcome<Item, Result>[]> =>
    runItems(executor, job.items.slice(from, to), job.shared);
  try {
    yield* inOrder(chunks, { run, jobs, signal: job.signal });
  } finally {
    await executor.close();
  }
}

function workersFor<Item, Shared, Result>(job: WorkerJob<Item, Shared, Result>, totalBytes: number): number {
  const { items, bytes } = job.threshold ?? defaultThreshold;
  if (job.items.length < 2 || (job.items.length < items && totalBytes < bytes)) return 1;
  // Running from sources there is no compiled module.
  if (!existsSync(fileURLToPath(job.module))) return 1;
  return job.jobs ?? threadsFor(totalBytes, availableParallelism(), job.fullFrom ?? 0);
}

/** Returns how many threads work of a size gets: every core one from `fullFrom` bytes per core, else all but one. */
export function threadsFor(totalBytes: number, cores: number, fullFrom: number): number {
  return totalBytes < cores * fullFrom ? Math.max(1, cores - 1) : cores;
}

async function createExecutor<Item, Shared, Result>(
  { run, module }: WorkerJob<Item, Shared, Result>,
  threads: number,
): Promise<Executor<Item, Shared, Result>> {
  if (threads <= 1) return createLocalExecutor(run);
  const { createThreadExecutor } = await import("./thread-executor.ts");
  return createThreadExecutor(module, threads);
}

/** Runs items together; where that fails, runs them one by one to find out which of them it was. */
async function runItems<Item, Shared, Result>(
  executor: Executor<Item, Shared, Result>,
  items: readonly Item[],
  shared: Shared,
): Promise<Outcome<Item, Result>[]> {
  try {
    return pairUp(items, await executor.run({ items, shared }));
  } catch (error) {
    const [item, ...others] = items;
    if (item === undefined) return [];
    if (others.length === 0) return [{ item, crash: error instanceof Error ? error.message : String(error) }];
  }
  const outcomes: Outcome<Item, Result>[] = [];
  for (const item of items) outcomes.push(...(await runItems(executor, [item], shared)));
  return outcomes;
}

function pairUp<Item, Result>(items: readonly Item[], results: readonly Result[]): Outcome<Item, Result>[] {
  if (items.length !== results.length) throw new Error(`${results.length} results for ${items.length} items`);
  const left = results.values();
  return items.flatMap((item) => {
    const { value, done } = left.next();
    return done === true ? [] : [{ item, result: value }];
  });
}

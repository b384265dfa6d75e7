/**
 * Runs chunks as they fit and hands their results out in order. Large chunks start first and may finish long before
 * their turn; of the others only a few are ahead of the one whose turn it is.
 */
import { type Chunk, startingOrder } from "./chunks.ts";

/** How chunks are run. */
export interface Schedule<Result> {
  readonly run: (chunk: Chunk) => Promise<readonly Result[]>;
  /** Chunks that can run at a time. */
  readonly jobs: number;
  /** Starts no more chunks once aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** Chunks per worker that may be done before their turn. */
const aheadPerJob = 4;

/** Yields the results of all chunks in order; after an abort those of the chunks that were started. */
export async function* inOrder<Result>(
  chunks: readonly Chunk[],
  { run, jobs, signal }: Schedule<Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting = startingOrder(chunks);
  const running = new Map<number, Promise<void>>();
  const done = new Map<number, readonly Result[]>();
  const mayStart = (index: number): boolean => {
    // One chunk more than there are workers, so that none of them waits for this thread.
    if (signal?.aborted === true || running.size > jobs) return false;
    if (chunks[index]?.isLarge === true) return true;
    const ahead = [...running.keys(), ...done.keys()].filter((other) => chunks[other]?.isLarge === false);
    return ahead.length < jobs * aheadPerJob + 1;
  };
  const startMore = (): void => {
    for (let index = waiting[0]; index !== undefined && mayStart(index); index = waiting[0]) {
      waiting.shift();
      running.set(index, runOne(index));
    }
  };
  const runOne = async (index: number): Promise<void> => {
    const chunk = chunks[index];
    const results = chunk === undefined ? [] : await run(chunk);
    running.delete(index);
    done.set(index, results);
    startMore();
  };
  for (const turn of chunks.keys()) {
    startMore();
    while (!done.has(turn) && running.size > 0) await Promise.race(running.values());
    const results = done.get(turn) ?? [];
    done.delete(turn);
    yield* results;
  }
}

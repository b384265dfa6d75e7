/**
 * What runs tasks: one after another in this thread, or on worker threads (`thread-executor.ts`).
 */

/** What a worker module's `run` is called with. */
export interface WorkerTask<Item, Shared> {
  readonly items: readonly Item[];
  /** What all tasks have in common. */
  readonly shared: Shared;
}

/** Returns one result per item, in order. */
export type RunTask<Item, Shared, Result> = (
  task: WorkerTask<Item, Shared>,
) => readonly Result[] | Promise<readonly Result[]>;

/** Runs tasks until it is closed. */
export interface Executor<Item, Shared, Result> {
  readonly run: (task: WorkerTask<Item, Shared>) => Promise<readonly Result[]>;
  readonly close: () => Promise<void>;
}

/** Returns an executor that runs tasks in this thread and lets other events through between them. */
export function createLocalExecutor<Item, Shared, Result>(
  run: RunTask<Item, Shared, Result>,
): Executor<Item, Shared, Result> {
  return {
    async run(task) {
      await new Promise((resolve) => setImmediate(resolve));
      return run(task);
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Runs tasks on worker threads, on tinypool. A worker that dies takes nothing with it: the promise of its task is
 * rejected and another worker takes its place.
 */
import { Tinypool } from "tinypool";
import type { Executor } from "./executor.ts";

/** Returns an executor that runs tasks on threads, by the function `run` that the module exports. */
export function createThreadExecutor<Item, Shared, Result>(
  module: URL,
  threads: number,
): Executor<Item, Shared, Result> {
  const pool = new Tinypool({ filename: module.href, name: "run", minThreads: threads, maxThreads: threads });
  const watched = new WeakSet<object>();
  let isClosing = false;
  // tinypool hears of errors in a thread but not of a thread that ends by itself; its task would never settle.
  const watchThreads = (): void => {
    for (const thread of pool.threads) {
      if (watched.has(thread)) continue;
      watched.add(thread);
      thread.once("exit", (code: number) => {
        if (!isClosing) thread.emit("error", new Error(`the worker ended with code ${code}`));
      });
    }
  };
  // Errors of threads without a task have no promise to reject; the task that meets the dead thread reports them.
  pool.on("error", () => {});
  return {
    run(task) {
      if (isClosing) return Promise.reject(new Error("the workers are being closed"));
      const result: Promise<readonly Result[]> = pool.run(task);
      watchThreads();
      return result;
    },
    async close() {
      isClosing = true;
      await pool.destroy();
    },
  };
}

/**
 * Runs jobs on worker threads, two of them at most, so that typing never waits for a lint. A job that takes too long or
 * is not wanted any more is ended together with its thread.
 */
import type { Tinypool } from "tinypool";
import type { JobPool } from "../jobs.ts";

/** Returns a pool. Threads start with the first job. */
export function createJobPool(): JobPool {
  let starting: Promise<Tinypool> | undefined;
  return {
    async run(name, job, { milliseconds, signal }) {
      const pool = await (starting ??= startPool());
      const timeout = AbortSignal.timeout(milliseconds);
      const either = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
      if (either.aborted) return { failure: "cancelled", message: "not wanted any more" };
      try {
        return { value: await pool.run(job, { name, signal: either }) };
      } catch (error) {
        if (signal?.aborted === true) return { failure: "cancelled", message: "not wanted any more" };
        if (timeout.aborted) return { failure: "timeout", message: `took longer than ${milliseconds} ms` };
        return { failure: "crash", message: error instanceof Error ? error.message : String(error) };
      }
    },
    close: async () => (await starting)?.destroy(),
  };
}

/** Loaded on its own: the module that threads begin with shares code with this one, and must not start a server. */
async function startPool(): Promise<Tinypool> {
  const { Tinypool: Pool } = await import("tinypool");
  const module = new URL("./worker.js", import.meta.url);
  const pool = new Pool({ filename: module.href, minThreads: 0, maxThreads: 2, idleTimeout: 60_000 });
  // A thread that dies without a job has nobody to tell.
  pool.on("error", () => undefined);
  return pool;
}

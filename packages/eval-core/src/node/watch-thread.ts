/**
 * Limits that a thread cannot keep by itself: memory outside of its heap, and time spent inside of one builtin. They
 * are looked at from the main thread, which ends the thread.
 */
import type { Worker } from "node:worker_threads";

export interface ThreadLimits {
  /** Megabytes that each thread may use. */
  readonly memory: number;
  /** Threads that run at the same time. */
  readonly threads: number;
  /** Milliseconds that the thread may take; infinite for no limit. */
  readonly milliseconds: number;
}

/** Milliseconds between looks at the memory. */
const memoryInterval = 50;

/** Megabytes beyond what threads may use: what the process needs for itself. */
const reserve = 128;

/** Milliseconds that a thread has to notice by itself that its time is over. */
const grace = 300;

/** Longest delay that timers take. */
const longestDelay = 2 ** 31 - 1;

/**
 * Watches a thread until it ends; calls back once, with what to say, when it uses too much. Returns what ends the
 * watch before that.
 */
export function watchThread(worker: Worker, limits: ThreadLimits, onExceeded: (text: string) => void): () => void {
  const allowed = process.memoryUsage.rss() + (limits.memory * limits.threads + reserve) * 2 ** 20;
  const memoryTimer = setInterval(() => {
    if (process.memoryUsage.rss() > allowed) end(memoryExceeded(limits.memory));
  }, memoryInterval);
  const delay = limits.milliseconds + grace;
  const timeTimer = delay > longestDelay ? undefined : setTimeout(() => end(timeExceeded(limits.milliseconds)), delay);
  const stop = (): void => {
    clearInterval(memoryTimer);
    clearTimeout(timeTimer);
  };
  const end = (text: string): void => {
    stop();
    onExceeded(text);
  };
  worker.on("exit", stop);
  return stop;
}

/** Returns what is said of an evaluation that needs too much memory. */
export function memoryExceeded(megabytes: number): string {
  return `error: the evaluation needs more than ${megabytes} MB of memory`;
}

function timeExceeded(milliseconds: number): string {
  return `error: evaluation took longer than ${milliseconds} ms`;
}

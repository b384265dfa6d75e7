/** The page's side of evaluation: one at a time, stopped at will or when its time is up, by ending the worker. */
import type { EvaluationAnswer, EvaluationRequest } from "../protocol.ts";

/** How an evaluation ended. */
export type EvaluationEnd =
  | { readonly kind: "answer"; readonly answer: EvaluationAnswer }
  | { readonly kind: "stopped"; readonly reason: "asked" | "time" | "crash" };

/** The evaluator as the page uses it. */
export interface EvaluationClient {
  /** Evaluates; what is under way is given up without a word. */
  start(request: Omit<EvaluationRequest, "id">): void;
  /** Ends what is under way. */
  stop(): void;
}

/** Milliseconds that an evaluation may take; a little more than the evaluator allows itself. */
const patience = 10_000;

/** Returns a client that makes its workers with `begin`; `onEnd` hears how each evaluation ended. */
export function createEvaluationClient(begin: () => Worker, onEnd: (end: EvaluationEnd) => void): EvaluationClient {
  let worker: Worker | null = null;
  let timer = 0;
  let id = 0;
  let isRunning = false;

  function connect(): Worker {
    const made = begin();
    made.addEventListener("message", ({ data }: MessageEvent<EvaluationAnswer>) => {
      if (data.id !== id || !isRunning) return;
      finish();
      onEnd({ kind: "answer", answer: data });
    });
    made.addEventListener("error", (event) => {
      event.preventDefault();
      if (made === worker) end("crash");
    });
    return made;
  }
  function finish(): void {
    clearTimeout(timer);
    isRunning = false;
  }
  function drop(): void {
    finish();
    worker?.terminate();
    worker = null;
  }
  function end(reason: "asked" | "time" | "crash"): void {
    const wasRunning = isRunning;
    drop();
    if (wasRunning) onEnd({ kind: "stopped", reason });
  }
  return {
    start(request) {
      if (isRunning) drop();
      worker ??= connect();
      isRunning = true;
      timer = setTimeout(() => end("time"), patience);
      worker.postMessage({ ...request, id: ++id });
    },
    stop: () => end("asked"),
  };
}

/**
 * The page's side of the analysis: one request is under way at a time, and only the newest waits. A worker that does not
 * answer is replaced.
 */
import type { AnalysisAnswer, AnalysisRequest } from "../protocol.ts";
import { startAnalysisWorker, takeEarly } from "./early-worker.ts";

/** A request before it has its number. */
export type AnalysisTask =
  | Omit<Extract<AnalysisRequest, { kind: "analyse" }>, "id">
  | Omit<Extract<AnalysisRequest, { kind: "fix" }>, "id">;

/** Answers that concern a request, and what became of those without one. */
export interface AnalysisListener {
  /** Called with the answer to a task; it may be about a text that has changed meanwhile. */
  onAnswer(task: AnalysisTask, answer: Exclude<AnalysisAnswer, { kind: "ready" }>): void;
  /** The engine for broken text has come, so that the last text is worth another look. */
  onTolerant(): void;
  /** The worker took too long, or ended. */
  onLost(task: AnalysisTask | null): void;
}

/** The analysis as the page uses it. */
export interface AnalysisClient {
  /** Asks; a task of the same kind that still waits is forgotten. */
  ask(task: AnalysisTask): void;
}

/** Milliseconds after which a worker is given up. */
const patience = 15_000;

interface Underway {
  readonly id: number;
  readonly task: AnalysisTask;
  readonly timer: number;
}

/** Returns a client with a worker of its own; the first may have been started before the page was there. */
export function createAnalysisClient(listener: AnalysisListener): AnalysisClient {
  const early = takeEarly();
  let worker = connect(early?.worker ?? startAnalysisWorker());
  let underway: Underway | null = null;
  const waiting = new Map<AnalysisTask["kind"], AnalysisTask>();
  let count = 0;

  // Whoever listens is not ready before this function has returned.
  queueMicrotask(() => early?.said.forEach(receive));

  function connect(made: Worker): Worker {
    made.addEventListener("message", ({ data }: MessageEvent<AnalysisAnswer>) => {
      if (made === worker) receive(data);
    });
    made.addEventListener("error", (event) => {
      event.preventDefault();
      if (made === worker) lose();
    });
    return made;
  }
  function receive(answer: AnalysisAnswer): void {
    if (answer.kind === "ready") {
      if (answer.tolerant === "yes") listener.onTolerant();
      return;
    }
    if (underway?.id !== answer.id) return;
    const { task, timer } = underway;
    clearTimeout(timer);
    underway = null;
    sendNext();
    listener.onAnswer(task, answer);
  }
  function lose(): void {
    const task = underway?.task ?? null;
    clearTimeout(underway?.timer);
    underway = null;
    worker.terminate();
    worker = connect(startAnalysisWorker());
    listener.onLost(task);
    sendNext();
  }
  function sendNext(): void {
    const task = waiting.get("fix") ?? waiting.get("analyse");
    if (underway !== null || task === undefined) return;
    waiting.delete(task.kind);
    const id = ++count;
    underway = { id, task, timer: setTimeout(lose, patience) };
    worker.postMessage({ ...task, id });
  }
  return {
    ask(task) {
      waiting.set(task.kind, task);
      sendNext();
    },
  };
}

/**
 * The analysis worker that is started before the page's own script has come, so that both load side by side. Whoever
 * asks first starts it; what it says before anybody listens is kept.
 */
import type { AnalysisAnswer } from "../protocol.ts";

/** A worker with what it has said so far. */
export interface EarlyWorker {
  readonly worker: Worker;
  readonly said: readonly AnalysisAnswer[];
  /** Keeps nothing from now on. */
  readonly stopKeeping: () => void;
}

const key = "lixAnalysisWorker";

/** The place where scripts of a page find what others have left. */
type Shared = Partial<Record<typeof key, EarlyWorker | null>>;

/** Returns a new analysis worker. */
export function startAnalysisWorker(): Worker {
  return new Worker(new URL("./analysis-worker.ts", import.meta.url), { type: "module", name: "analysis" });
}

/** Starts the worker, unless it has been started. */
export function startEarly(): void {
  // The page's global object holds whatever scripts put there.
  const shared = globalThis as Shared;
  if (shared[key] !== undefined) return;
  const worker = startAnalysisWorker();
  const said: AnalysisAnswer[] = [];
  const keep = ({ data }: MessageEvent<AnalysisAnswer>): void => void said.push(data);
  worker.addEventListener("message", keep);
  shared[key] = { worker, said, stopKeeping: () => worker.removeEventListener("message", keep) };
}

/** Returns the worker that was started early, once; null afterwards. */
export function takeEarly(): EarlyWorker | null {
  startEarly();
  const shared = globalThis as Shared;
  const early = shared[key] ?? null;
  shared[key] = null;
  early?.stopKeeping();
  return early;
}

/**
 * Runs requests in threads with a stack as large as real Nix's and larger. Where the compiled module of the thread is
 * missing, because this runs from sources, the request runs in the current thread.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { startWalk } from "./engine-flags.ts";
import type { Message, Request, SessionQuestion, SessionRequest } from "./request.ts";
import { stackSize, youngSize, youngSizeOfWalks } from "./thread-memory.ts";
import { memoryExceeded, watchThread } from "./watch-thread.ts";

/** How much more than a thread may use its heap is given, so that the limit is met by `watchThread` and not by V8. */
const heapSlack = 1.5;

export interface ThreadOptions {
  /** Megabytes of memory a thread may use. */
  readonly memory: number;
  /** Threads that run at the same time; 1 unless said otherwise. */
  readonly threads?: number;
}

/** Starts a thread; returns null where its compiled module is missing. */
function startThread(request: Request | SessionRequest, { memory }: ThreadOptions): Worker | null {
  const module = new URL("./worker.js", import.meta.url);
  if (!existsSync(fileURLToPath(module))) return null;
  const isWalk = "task" in request && request.task.kind === "drv-paths";
  const young = isWalk ? youngSizeOfWalks : youngSize;
  const start = (): Worker =>
    new Worker(module, {
      workerData: request,
      resourceLimits: {
        stackSizeMb: stackSize,
        maxOldGenerationSizeMb: Math.ceil(memory * heapSlack),
        maxYoungGenerationSizeMb: Math.min(young, Math.ceil(memory / 4)),
      },
    });
  return isWalk ? startWalk(start) : start();
}

/** Runs a request; resolves when it is done. */
export async function runInThread(
  request: Request,
  options: ThreadOptions,
  say: (message: Message) => void,
): Promise<void> {
  const worker = startThread(request, options);
  if (worker === null) {
    // The evaluator is loaded where it runs, which is mostly not here.
    const { runRequest } = await import("./run-request.ts");
    runRequest(request, say);
    return;
  }
  await new Promise<void>((resolve) => {
    const { milliseconds = Number.POSITIVE_INFINITY } = request.settings.limits;
    const endWatch = watchThread(worker, { threads: 1, ...options, milliseconds }, (text) => {
      say({ kind: "failure", text });
      worker.removeAllListeners("message");
      void worker.terminate();
    });
    worker.on("message", (messages: readonly Message[]) => {
      for (const message of messages) {
        if (message.kind === "failure" || message.kind === "done") endWatch();
        say(message);
      }
    });
    worker.on("error", (error) => say({ kind: "failure", text: renderCrash(error, options) }));
    worker.on("exit", () => resolve());
  });
}

/** A session that runs elsewhere. One question is asked at a time. */
export interface SessionThread {
  ask(question: SessionQuestion): void;
  /** Ends the session, whatever it is doing. */
  end(): void;
}

/** Starts a session; `say` is told everything it says, and of a failure if the session ended by itself. */
export function startSession(
  request: SessionRequest,
  options: ThreadOptions,
  say: (message: Message) => void,
): SessionThread {
  const worker = startThread(request, options);
  if (worker === null) {
    const answer = sessionHere(request, say);
    return { ask: (question) => void answer.then((ask) => ask(question)), end: () => undefined };
  }
  worker.on("message", (messages: readonly Message[]) => {
    for (const message of messages) say(message);
  });
  worker.on("error", (error) => say({ kind: "failure", text: renderCrash(error, options) }));
  const limits = { threads: 1, ...options, milliseconds: Number.POSITIVE_INFINITY };
  watchThread(worker, limits, (text) => say({ kind: "failure", text }));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    ask: (question) => worker.postMessage(question),
    end: () => {
      worker.removeAllListeners("message");
      worker.removeAllListeners("error");
      void worker.terminate();
    },
  };
}

/** Returns how to ask a session in the current thread. */
async function sessionHere(
  { settings }: SessionRequest,
  say: (message: Message) => void,
): Promise<(question: SessionQuestion) => void> {
  const [{ answerQuestion }, { ReplSession }, { createMachine }] = await Promise.all([
    import("./repl/answer-question.ts"),
    import("./repl/repl-session.ts"),
    import("./run-request.ts"),
  ]);
  const session = new ReplSession(settings, () => createMachine(settings, null, { say }));
  return (question) => answerQuestion(session, question, say);
}

function renderCrash(error: Error, { memory }: ThreadOptions): string {
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return memoryExceeded(memory);
  }
  return `error: the evaluation ended by a bug in this program: ${error.message}`;
}

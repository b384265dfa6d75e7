/**
 * Runs requests in threads with a stack as large as real Nix's and larger. Where the compiled module of the thread is
 * missing, because this runs from sources, the request runs in the current thread.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Message, Request } from "./request.ts";
import { runRequest } from "./run-request.ts";

/** Megabytes: enough for about a million calls inside each other. */
const stackSize = 900;

/** Megabytes of the heap that new objects live in; most values of an evaluation stay, so copying them early is waste. */
const youngSize = 384;

export interface ThreadOptions {
  /** Megabytes of memory a thread may use. */
  readonly memory: number;
}

/** Runs a request; resolves when it is done. */
export function runInThread(
  request: Request,
  { memory }: ThreadOptions,
  say: (message: Message) => void,
): Promise<void> {
  const module = new URL("./worker.js", import.meta.url);
  if (!existsSync(fileURLToPath(module))) {
    runRequest(request, say);
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const worker = new Worker(module, {
      workerData: request,
      resourceLimits: { stackSizeMb: stackSize, maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: youngSize },
    });
    worker.on("message", (messages: readonly Message[]) => {
      for (const message of messages) say(message);
    });
    worker.on("error", (error) => say({ kind: "failure", text: renderCrash(error, memory) }));
    worker.on("exit", () => resolve());
  });
}

function renderCrash(error: Error, memory: number): string {
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return `error: the evaluation needs more than ${memory} MB of memory`;
  }
  return `error: the evaluation ended by a bug in this program: ${error.message}`;
}

/**
 * Runs each evaluation in a thread of its own, with a stack that deep programs need; all memory is free again when it
 * ends. Where the compiled module is missing, because this runs from sources, it runs in the current thread.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { stackSize, startWalk, youngSizeOfWalks } from "@lix-tools/eval-core/node";
import type { EvaluationAnswer, EvaluationRequest } from "./request.ts";

/** Returns the answer to a request. */
export async function evaluateInThread(request: EvaluationRequest): Promise<EvaluationAnswer> {
  const module = new URL("./eval-worker.js", import.meta.url);
  if (!existsSync(fileURLToPath(module))) return (await import("./evaluate.ts")).evaluate(request);
  const { memory } = request.settings;
  return new Promise((resolve) => {
    const resourceLimits = {
      stackSizeMb: stackSize,
      maxOldGenerationSizeMb: memory,
      maxYoungGenerationSizeMb: youngSizeOfWalks,
    };
    const worker = startWalk(() => new Worker(module, { workerData: request, resourceLimits }));
    worker.on("message", resolve);
    worker.on("error", (error) => resolve({ kind: "failure", message: describeCrash(error, memory) }));
  });
}

function describeCrash(error: Error, memory: number): string {
  if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return `the evaluation needs more than ${memory} MB of memory`;
  }
  return `the evaluation ended by a bug in this program: ${error.message}`;
}

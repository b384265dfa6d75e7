/** The thread that an evaluation runs in, for the sake of its stack and so that its memory goes with it. */
import { parentPort, workerData } from "node:worker_threads";
import { expectLongRun } from "@lix-tools/eval-core/node";
import { evaluate } from "./evaluate.ts";
import type { EvaluationRequest } from "./request.ts";

/** Answers the request that the thread was started with. */
function main(): void {
  const port = parentPort;
  expectLongRun(1);
  // What a thread is started with is whatever its starter gave: `thread.ts`, which gives a request.
  port?.postMessage(evaluate(workerData as EvaluationRequest));
}

main();

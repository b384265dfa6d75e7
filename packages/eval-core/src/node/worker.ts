/** The thread an evaluation runs in, for the sake of its stack. */
import { parentPort, workerData } from "node:worker_threads";
import type { Message, Request } from "./request.ts";
import { runRequest } from "./run-request.ts";

/** Derivations that are gathered before they are sent: one message for each would cost more than finding them. */
const batchSize = 200;

/** Runs the request that the thread was started with. */
function main(): void {
  const port = parentPort;
  if (port === null) return;
  let batch: Message[] = [];
  const flush = (): void => {
    if (batch.length > 0) port.postMessage(batch);
    batch = [];
  };
  // What a thread is started with is whatever its starter gave: `thread.ts`, which gives a request.
  runRequest(workerData as Request, (message) => {
    batch.push(message);
    const canWait = message.kind === "derivation" || message.kind === "attribute-error";
    if (!canWait || batch.length >= batchSize) flush();
  });
  flush();
}

main();

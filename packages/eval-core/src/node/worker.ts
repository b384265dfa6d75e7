/** The thread an evaluation runs in, for the sake of its stack. */
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { expectLongRun, expectShortRun } from "./engine-flags.ts";
import { answerQuestion } from "./repl/answer-question.ts";
import { ReplSession } from "./repl/repl-session.ts";
import type { Message, Request, SessionQuestion, SessionRequest } from "./request.ts";
import { createMachine, runRequest } from "./run-request.ts";

/** Derivations that are gathered before they are sent: one message for each would cost more than finding them. */
const batchSize = 200;

/** Runs the request that the thread was started with. */
function main(): void {
  if (parentPort === null) return;
  // What a thread is started with is whatever its starter gave: `thread.ts`, which gives one of these.
  const request = workerData as Request | SessionRequest;
  if ("session" in request || request.task.kind !== "drv-paths") expectShortRun();
  else expectLongRun(request.task.threads);
  if ("session" in request) serve(parentPort, request);
  else run(parentPort, request);
}

function run(port: MessagePort, request: Request): void {
  let batch: Message[] = [];
  const flush = (): void => {
    if (batch.length > 0) port.postMessage(batch);
    batch = [];
  };
  runRequest(request, (message) => {
    batch.push(message);
    const canWait = message.kind === "derivation" || message.kind === "attribute-error";
    if (!canWait || batch.length >= batchSize) flush();
  });
  flush();
}

/** Answers questions until the thread is ended. */
function serve(port: MessagePort, { settings }: SessionRequest): void {
  const say = (message: Message): void => port.postMessage([message]);
  const session = new ReplSession(settings, () => createMachine(settings, null, { say }));
  port.on("message", (question: SessionQuestion) => answerQuestion(session, question, say));
}

main();

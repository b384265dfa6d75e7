/** The thread an evaluation runs in, for the sake of its stack. */
import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { answerQuestion } from "./repl/answer-question.ts";
import { ReplSession } from "./repl/repl-session.ts";
import type { Message, Request, SessionQuestion, SessionRequest } from "./request.ts";
import { createMachine, runRequest } from "./run-request.ts";

/** Derivations that are gathered before they are sent: one message for each would cost more than finding them. */
const batchSize = 200;

/**
 * Most code of a short evaluation runs a few times only, so compiling it to machine code as early as V8 usually does
 * costs more than it gives: a fifth of the time. So does copying small functions into larger ones as much as it does: a
 * tenth. Walks over package sets are long. The flags are set here and not before: Node's own modules and ours come with
 * compiled code that V8 takes only under the flags it was made with.
 */
function expectShortRun(): void {
  // V8 promises no flags, and complains of those it does not know.
  const flags = flagsForShortRuns.find(([version]) => process.versions.v8.startsWith(version))?.[1];
  if (flags !== undefined) setFlagsFromString(flags);
}

const flagsForShortRuns = [
  ["11.3.", "--interrupt-budget=500000 --max-inlined-bytecode-size-cumulative=200"],
  ["12.", "--invocation-count-for-turbofan=22000"],
  ["13.", "--invocation-count-for-turbofan=22000"],
] as const;

/** Runs the request that the thread was started with. */
function main(): void {
  if (parentPort === null) return;
  // What a thread is started with is whatever its starter gave: `thread.ts`, which gives one of these.
  const request = workerData as Request | SessionRequest;
  if ("session" in request || request.task.kind !== "drv-paths") expectShortRun();
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
  const session = new ReplSession(settings, () => createMachine(settings, null, say));
  port.on("message", (question: SessionQuestion) => answerQuestion(session, question, say));
}

main();

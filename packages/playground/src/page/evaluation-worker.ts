/** The worker that evaluates. It is ended from the outside where an evaluation does not end. */
import { evaluate } from "../evaluation/evaluate.ts";
import type { EvaluationRequest } from "../protocol.ts";

self.addEventListener("message", ({ data }: MessageEvent<EvaluationRequest>) => {
  self.postMessage(evaluate(data, () => performance.now()));
});

/**
 * The worker that analyses. It answers with the fast parser alone until the engine for broken text is loaded, and says
 * when that has come.
 */
import { loadTolerantEngine } from "@lix-tools/parser";
import { createWorkbench, type Workbench } from "../engine/workbench.ts";
import type { AnalysisAnswer, AnalysisRequest } from "../protocol.ts";

const now = (): number => performance.now();

function say(answer: AnalysisAnswer): void {
  self.postMessage(answer);
}

function answer(workbench: Workbench, request: AnalysisRequest): void {
  const { id, text } = request;
  try {
    if (request.kind === "fix") say({ kind: "fixed", id, ...workbench.fix(text, request.level) });
    else say({ kind: "analysis", id, analysis: workbench.analyse(text, request.target) });
  } catch (error) {
    // Whatever gets here is a bug of ours; the page tells of it and goes on.
    say({ kind: "crashed", id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** Milliseconds without a request after which the engine is loaded all the same. */
const idle = 3000;

/** Listens. The engine for broken text is loaded behind the first answer, which it would only delay. */
function run(): void {
  let workbench = createWorkbench({ now });
  let isLoading = false;
  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    workbench = createWorkbench({ now, tolerant: await loadTolerantEngine() });
    say({ kind: "ready", tolerant: "yes" });
  };
  self.addEventListener("message", ({ data }: MessageEvent<AnalysisRequest>) => {
    answer(workbench, data);
    setTimeout(() => void load());
  });
  setTimeout(() => void load(), idle);
  say({ kind: "ready", tolerant: "no" });
}

run();

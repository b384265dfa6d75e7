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

/** Listens, with the better workbench as soon as there is one. */
async function run(): Promise<void> {
  let workbench = createWorkbench({ now });
  self.addEventListener("message", ({ data }: MessageEvent<AnalysisRequest>) => answer(workbench, data));
  say({ kind: "ready", tolerant: "no" });
  workbench = createWorkbench({ now, tolerant: await loadTolerantEngine() });
  say({ kind: "ready", tolerant: "yes" });
}

void run();

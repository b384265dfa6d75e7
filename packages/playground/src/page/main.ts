/** The page: puts editor, workers and tabs together. Everything that computes runs in the workers. */
import { EditorView } from "@codemirror/view";
import type { Diagnostic } from "@codemirror/lint";
import type { Analysis, AnalysisAnswer, Problem, Target, ValueFormat } from "../protocol.ts";
import { type AnalysisTask, createAnalysisClient } from "./analysis-client.ts";
import { byId, element } from "./dom.ts";
import { createReadOnlyView, createSourceEditor, goTo, replaceText, showAnalysis, showText } from "./editor.ts";
import { createEvaluationClient, type EvaluationEnd } from "./evaluation-client.ts";
import { examples } from "./examples.ts";
import { decodeState, encodeState, type SharedState } from "./share.ts";
import { recallText, rememberText } from "./storage.ts";
import { setUpTabs, type Tabs } from "./tabs.ts";
import { setUpTheme } from "./theme.ts";
import { createToast, type Toast } from "./toast.ts";
import { coreScreen } from "./views/core.ts";
import { findingsScreen } from "./views/findings.ts";
import { formattedScreen } from "./views/formatted.ts";
import { migratedScreen, targetName } from "./views/migrated.ts";
import { valueScreen } from "./views/value.ts";
import type { Actions, Screen, ViewState } from "./views/view.ts";

/** What changes while the page is open. */
interface PageState {
  /** The text that is analysed or about to be. */
  text: string;
  /** The newest analysis, and the text it is about. */
  latest: { readonly text: string; readonly analysis: Analysis } | null;
  target: Target | null;
  valueFormat: ValueFormat;
  evaluation: EvaluationEnd | "running" | null;
  /** The text whose value was asked for last, with its format. */
  evaluated: string;
  /** Somebody asked for formatting before the text was analysed. */
  isFormatWanted: boolean;
}

const screens: Readonly<Record<string, (state: ViewState, actions: Actions) => Screen>> = {
  migrated: migratedScreen,
  findings: findingsScreen,
  formatted: formattedScreen,
  core: coreScreen,
  value: valueScreen,
};

function startEvaluationWorker(): Worker {
  return new Worker(new URL("./evaluation-worker.ts", import.meta.url), { type: "module", name: "evaluation" });
}

/** Returns the text to begin with: that of the link, or what was here before, or the first example. */
async function initialState(toast: Toast): Promise<SharedState> {
  const shared = await decodeState(location.hash);
  if (shared !== null) return shared;
  if (location.hash.length > 1) toast("This link is damaged, so here is an example instead.");
  return { text: recallText() || (examples[0]?.text ?? ""), view: "migrated" };
}

/** Builds the page and runs it. */
async function start(): Promise<void> {
  const toast = createToast(byId("toast", HTMLElement));
  setUpTheme(byId("theme", HTMLButtonElement));
  const initial = await initialState(toast);
  const state: PageState = {
    text: initial.text,
    latest: null,
    target: null,
    valueFormat: "nix",
    evaluation: null,
    evaluated: "",
    isFormatWanted: false,
  };

  const analysis = createAnalysisClient({
    onAnswer: receive,
    onTolerant: () => {
      if (state.latest?.analysis.isComplete !== true) analyse();
    },
    onLost: () => toast("That took too long, so it was given up."),
  });
  const evaluation = createEvaluationClient(startEvaluationWorker, (end) => {
    state.evaluation = end;
    if (tabs.selected() === "value") draw();
  });

  const source = createSourceEditor({
    parent: byId("source", HTMLElement),
    label: "Source, Nix or Nix 2",
    text: initial.text,
    onChange: () => {
      state.text = source.state.doc.toString();
      rememberText(state.text);
      analyse();
    },
    keys: [
      { key: "Mod-s", run: formatSource },
      { key: "Shift-Alt-f", run: formatSource },
      { key: "Mod-Enter", run: () => tabs.select("value") },
    ],
  });
  const codeHost = byId("code", HTMLElement);
  const output = createReadOnlyView(codeHost, "Result");
  const panel = byId("panel", HTMLElement);
  const actions: Actions = {
    goTo: (range) => goTo(source, range),
    apply: (changes) => {
      // The places are those of the text that was analysed.
      if (state.latest?.text !== state.text) return;
      source.dispatch({ changes: [...changes], userEvent: "input.fix" });
    },
    replaceSource: (text) => replaceText(source, text),
    fixAll: (level) => analysis.ask({ kind: "fix", text: state.text, level }),
    copy: (text) => void copy(text, toast),
    setTarget: (target) => {
      state.target = target;
      analyse();
    },
    setValueFormat: (format) => {
      state.valueFormat = format;
      evaluate();
    },
    evaluate,
    stop: () => evaluation.stop(),
  };
  const tabs: Tabs = setUpTabs(byId("tabs", HTMLElement), panel, () => draw());

  function analyse(): void {
    analysis.ask({ kind: "analyse", text: state.text, target: state.target });
  }
  function receive(task: AnalysisTask, answer: Exclude<AnalysisAnswer, { kind: "ready" }>): void {
    if (answer.kind === "crashed") return toast(`The tools failed on this text: ${answer.message}`);
    if (answer.kind === "fixed") return receiveFixed(task.text, answer);
    if (task.text !== state.text) return;
    state.latest = { text: task.text, analysis: answer.analysis };
    showAnalysis(source, answer.analysis.colours, answer.analysis.problems.map(toDiagnostic));
    drawFrame(answer.analysis);
    draw();
    document.documentElement.dataset["state"] = "ready";
    if (state.isFormatWanted) formatSource();
    if (performance.getEntriesByName("first-result").length === 0) performance.mark("first-result");
  }
  function receiveFixed(before: string, { text, count, left }: Extract<AnalysisAnswer, { kind: "fixed" }>): void {
    if (before !== state.text) return;
    replaceText(source, text);
    const rest = left === 0 ? "Nothing is left." : `${left} left.`;
    toast(
      count === 0 ? "Nothing could be fixed without changing the meaning." : `${count} fixed, each proven. ${rest}`,
    );
  }
  function evaluate(): void {
    const { latest } = state;
    if (latest === null) return;
    const { migration } = latest.analysis;
    const isOther = migration.outcome === "migrated" || migration.outcome === "partial";
    state.evaluated = `${state.valueFormat} ${latest.text}`;
    state.evaluation = "running";
    evaluation.start({
      text: latest.text,
      migrated: isOther ? (migration.result?.text ?? null) : null,
      format: state.valueFormat,
    });
    draw();
  }
  /** Formats what is there; if that is not analysed yet, as soon as it is. */
  function formatSource(): void {
    state.isFormatWanted = state.latest?.text !== state.text;
    if (state.latest === null || state.isFormatWanted) return;
    const { formatted } = state.latest.analysis;
    if (formatted === null) toast("The source does not parse, so it cannot be formatted.");
    else replaceText(source, formatted.text);
  }
  /** Draws what surrounds the tabs. */
  function drawFrame({ language, problems, migration, isFormatted }: Analysis): void {
    byId("language", HTMLElement).textContent = language.name;
    byId("tab-migrated", HTMLElement).textContent = targetName(migration.target);
    const errors = problems.some(({ severity }) => severity === "error");
    const count = byId("finding-count", HTMLElement);
    count.textContent = problems.length === 0 ? "" : String(problems.length);
    count.className = errors ? "count bad" : "count";
    byId("format", HTMLButtonElement).disabled = isFormatted;
  }
  function draw(): void {
    const { latest } = state;
    if (latest === null) return;
    const view = tabs.selected();
    if (view === "value" && state.evaluated !== `${state.valueFormat} ${latest.text}`) return evaluate();
    const draw = screens[view] ?? migratedScreen;
    const screen = draw({ ...state, analysis: latest.analysis }, actions);
    const hadFocus = panel.contains(document.activeElement) && document.activeElement !== panel;
    byId("toolbar", HTMLElement).replaceChildren(...screen.toolbar);
    byId("details", HTMLElement).replaceChildren(...screen.details);
    codeHost.hidden = screen.code === null;
    if (screen.code !== null) {
      output.contentDOM.setAttribute("aria-label", screen.code.label);
      showText(output, screen.code.content, screen.code.marks);
    }
    panel.dataset["view"] = view;
    // What had the focus may be gone.
    if (hadFocus && !panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
  }

  setUpExamples(byId("examples", HTMLSelectElement), (text) => {
    replaceText(source, text);
    source.dispatch({ selection: { anchor: 0 }, effects: EditorView.scrollIntoView(0) });
  });
  byId("format", HTMLButtonElement).addEventListener("click", formatSource);
  byId("share", HTMLButtonElement).addEventListener("click", () => {
    void share({ text: state.text, view: tabs.selected() }, toast);
  });
  addEventListener("hashchange", () => {
    void decodeState(location.hash).then((shared) => {
      if (shared === null) return;
      replaceText(source, shared.text);
      tabs.select(shared.view);
    });
  });
  analyse();
  tabs.select(initial.view);
}

function toDiagnostic({ from, to, severity, message, code }: Problem): Diagnostic {
  return { from, to, severity, message, source: code };
}

function setUpExamples(select: HTMLSelectElement, onChoose: (text: string) => void): void {
  select.append(...examples.map(({ title }, at) => element("option", { value: String(at) }, title)));
  select.addEventListener("change", () => {
    const chosen = examples[Number(select.value)];
    select.selectedIndex = 0;
    if (chosen !== undefined) onChoose(chosen.text);
  });
}

async function share(state: SharedState, toast: Toast): Promise<void> {
  history.replaceState(null, "", await encodeState(state));
  await copy(location.href, toast, "Link copied. It holds the whole text; no server is involved.");
}

async function copy(text: string, toast: Toast, message = "Copied."): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(message);
  } catch {
    toast("The browser does not let this page copy. The link is in the address bar, texts can be selected.");
  }
}

async function keepForOffline(): Promise<void> {
  const isServed =
    location.protocol === "https:" || location.hostname === "localhost" || location.hostname === "127.0.0.1";
  if (!isServed || !("serviceWorker" in navigator)) return;
  // Without it the page works as long as it is online.
  await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => undefined);
}

void start();
void keepForOffline();

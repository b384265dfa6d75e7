/** Runs a request in the current thread and says what comes of it. */
import { type Langver, langverByName, makeLangver } from "@lix-tools/parser";
import { renderJson } from "../builtins/json.ts";
import { forceDeep } from "../builtins/control.ts";
import { renderXml } from "../builtins/xml.ts";
import { autoCall } from "../eval/attribute-path.ts";
import { coerce, interpolation } from "../eval/coerce.ts";
import type { Machine, ResolvedName } from "../eval/machine.ts";
import { printValue } from "../eval/print-value.ts";
import { Profiler } from "../eval/profiler.ts";
import { renderError } from "../eval/render-error.ts";
import { toEvalError } from "../eval/stack.ts";
import { createEvaluator } from "../evaluator.ts";
import { ContextCollector } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";
import { diskFiles } from "./disk-files.ts";
import { nodeHost, unaccounted } from "./node-host.ts";
import type { Message, Request, Settings, Task } from "./request.ts";
import { printQuickly } from "./print-quickly.ts";
import { listPackageSet } from "./list-package-set.ts";
import type { Run } from "./run.ts";
import { SaidLines } from "./said-lines.ts";
import type { SelectedValue } from "./selection.ts";
import { selectValue } from "./selection.ts";
import { openTreeCache } from "./tree-cache.ts";

/** Runs a request; `say` is called with everything it has to say, and last with `done`. */
export function runRequest({ settings, task }: Request, say: (message: Message) => void): void {
  const profiler = settings.profile ? new Profiler(() => performance.now()) : null;
  const lines = new SaidLines((text) => say({ kind: "log", text }));
  try {
    const machine = createMachine(settings, profiler, { say, print: (text) => lines.print(text) });
    const run = { machine, settings, lines, say };
    if (task.kind === "print") printSelections(run, task);
    else listPackageSet(run, task);
  } catch (error) {
    say({ kind: "failure", text: renderError(toEvalError(error), settings) });
  }
  if (profiler !== null) say(profileMessage(profiler));
  say({ kind: "done" });
}

/** Functions in the table of a profile. */
const tableLength = 30;

function profileMessage(profiler: Profiler): Message {
  const rows = profiler.rows();
  const byFile = new Map<string, number>();
  for (const { file, selfTime } of rows) byFile.set(file, (byFile.get(file) ?? 0) + selfTime);
  const line = (time: number, rest: string): string => `${time.toFixed(1).padStart(10)} ms  ${rest}`;
  const functions = rows
    .slice(0, tableLength)
    .map(({ label, calls, selfTime }) => line(selfTime, `${String(calls).padStart(8)} calls  ${label}`));
  const files = [...byFile]
    .sort((left, right) => right[1] - left[1])
    .slice(0, tableLength)
    .map(([file, time]) => line(time, file));
  const table = ["time by function", ...functions, "time by file", ...files].join("\n");
  return { kind: "profile", speedscope: JSON.stringify(profiler.speedscope("evaluation")), table };
}

function renderName({ name, position, frame }: ResolvedName): string {
  const { line, column } = position.file.lineAndColumn(position.offset);
  return `${position.file.name}:${line}:${column}\t${name}\t${frame === null ? "global" : `with ${frame}`}`;
}

/** Where a machine's words go. */
interface Ears {
  readonly say: (message: Message) => void;
  /** Takes what programs print, `say` unless said otherwise. */
  readonly print?: (text: string) => void;
}

/** Returns what files without a clause are read as. */
export function langverOf({ langver }: Settings): Langver {
  return (langver === null ? null : langverByName(langver)) ?? makeLangver("legacy");
}

/** Returns the machine that settings ask for. */
export function createMachine(settings: Settings, profiler: Profiler | null, { say, print }: Ears): Machine {
  const host = nodeHost({
    files: diskFiles({ root: settings.root }),
    print: print ?? ((text) => say({ kind: "log", text })),
    ...(settings.currentSystem === null ? {} : { currentSystem: settings.currentSystem }),
  });
  const { programCache, ...options } = settings;
  const trees = programCache === null ? null : openTreeCache({ ...programCache, allocate: unaccounted });
  return createEvaluator({
    ...options,
    ...(profiler === null ? {} : { profiler }),
    ...(settings.traceNames ? { onName: (name: ResolvedName) => say({ kind: "name", line: renderName(name) }) } : {}),
    host,
    langver: langverOf(settings),
    ...(trees === null ? {} : { trees }),
  });
}

export type PrintTask = Extract<Task, { kind: "print" }>;

function printSelections({ machine, settings, lines, say }: Run, task: PrintTask): void {
  const { count } = printQuickly(settings, task, lines, say);
  for (const selection of task.selections.slice(count)) {
    lines.again(() => {
      const { value, given } = selectValue(machine, selection, settings.folder);
      say({ kind: "output", text: renderSelected(machine, { value, given }, task) });
    });
  }
}

/** Returns what is printed of a selected value. */
export function renderSelected(machine: Machine, { value, given }: SelectedValue, task: PrintTask): string {
  return renderResult(machine, given.size === 0 ? force(value) : autoCall(machine, value, given), task);
}

function renderResult(machine: Machine, value: Lazy, { format, strict, locations }: PrintTask): string {
  const collector = new ContextCollector();
  switch (format) {
    case "json":
      // Nix 2.8 ends neither JSON nor plain strings with a line.
      return `${renderJson(machine, value, collector)}${machine.compat.name === "nix-2.8" ? "" : "\n"}`;
    case "raw":
      return coerce(machine, value, collector, interpolation);
    case "xml":
      return renderXml(value, collector, { strict, locations });
    case "nix":
      if (strict) forceDeep(value);
      return `${printValue(value)}\n`;
  }
}

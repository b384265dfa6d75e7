/** Runs a request in the current thread and says what comes of it. */
import { langverByName } from "@lix-tools/parser";
import { renderJson } from "../builtins/json.ts";
import { forceDeep } from "../builtins/control.ts";
import { renderXml } from "../builtins/xml.ts";
import { autoCall } from "../eval/attribute-path.ts";
import { coerce, interpolation } from "../eval/coerce.ts";
import { walkDerivations } from "../eval/derivation-walk.ts";
import type { Machine, ResolvedName } from "../eval/machine.ts";
import { printValue } from "../eval/print-value.ts";
import { Profiler } from "../eval/profiler.ts";
import { renderError } from "../eval/render-error.ts";
import { SharedPackages } from "../eval/shared-packages.ts";
import { toEvalError } from "../eval/stack.ts";
import { createEvaluator } from "../evaluator.ts";
import { ContextCollector } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";
import { diskFiles } from "./disk-files.ts";
import { nodeHost } from "./node-host.ts";
import type { Message, Request, Settings, Task } from "./request.ts";
import { SharedRecords } from "./shared-records.ts";
import { takeShare } from "./shared-work.ts";
import { selectValue } from "./selection.ts";

/** Runs a request; `say` is called with everything it has to say, and last with `done`. */
export function runRequest({ settings, task }: Request, say: (message: Message) => void): void {
  const profiler = settings.profile ? new Profiler(() => performance.now()) : null;
  try {
    const machine = createMachine(settings, profiler, say);
    if (task.kind === "print") printSelections(machine, task, settings, say);
    else walk(machine, task, settings, say);
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

/** Returns the machine that settings ask for. */
export function createMachine(settings: Settings, profiler: Profiler | null, say: (message: Message) => void): Machine {
  const host = nodeHost({
    files: diskFiles({ root: settings.root }),
    print: (text) => say({ kind: "log", text }),
    ...(settings.currentSystem === null ? {} : { currentSystem: settings.currentSystem }),
  });
  const { langver: langverName, ...options } = settings;
  const langver = langverName === null ? null : langverByName(langverName);
  return createEvaluator({
    ...options,
    ...(profiler === null ? {} : { profiler }),
    ...(settings.traceNames ? { onName: (name: ResolvedName) => say({ kind: "name", line: renderName(name) }) } : {}),
    host,
    ...(langver === null ? {} : { langver }),
  });
}

type PrintTask = Extract<Task, { kind: "print" }>;

function printSelections(machine: Machine, task: PrintTask, settings: Settings, say: (message: Message) => void): void {
  for (const selection of task.selections) {
    const { value, given } = selectValue(machine, selection, settings.folder);
    const result = given.size === 0 ? force(value) : autoCall(machine, value, given);
    say({ kind: "output", text: renderResult(machine, result, task) });
  }
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

type WalkTask = Extract<Task, { kind: "drv-paths" }>;

function walk(machine: Machine, task: WalkTask, settings: Settings, say: (message: Message) => void): void {
  const { value, given } = selectValue(machine, task.selection, settings.folder);
  const { shared } = task;
  const choose = shared === null ? null : (names: readonly string[]) => takeShare(names, shared.work);
  // A log of names and a profile say what would be evaluated, so nothing is left to others.
  const memory = settings.traceNames || settings.profile ? null : (shared?.memory ?? null);
  const packages = memory === null ? {} : { shared: new SharedPackages(machine, new SharedRecords(memory)) };
  walkDerivations(machine, value, { given, choose, ...packages }, (result) => {
    if ("drvPath" in result) say({ kind: "derivation", path: result.path, drvPath: result.drvPath });
    else say({ kind: "attribute-error", path: result.path, message: result.error.message });
  });
}

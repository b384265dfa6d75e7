/** Runs an evaluation as the command line would, in this thread, and gathers what it says. */
import { printQuickly } from "../../src/node/print-quickly.ts";
import type { PrintTask } from "../../src/node/run-request.ts";
import { runRequest } from "../../src/node/run-request.ts";
import type { Argument, Message, OutputFormat, Settings } from "../../src/node/request.ts";
import { SaidLines } from "../../src/node/said-lines.ts";
import type { CompatName } from "../../src/eval/compat.ts";
import type { SearchPathEntry } from "../../src/eval/machine.ts";

export interface Outcome {
  readonly output: string;
  /** The error, or null if there was none. */
  readonly failure: string | null;
  readonly log: string;
}

export interface EvaluationRequest {
  readonly file?: string;
  readonly text?: string;
  readonly folder: string;
  readonly compat: CompatName;
  readonly flags: readonly string[];
  readonly searchPath: readonly SearchPathEntry[];
}

/** A flag of the reference that this evaluator has no equal of. */
export class UnknownFlag extends Error {}

interface Flags {
  format: OutputFormat;
  locations: boolean;
  attribute: string;
  readonly args: Argument[];
  readonly include: SearchPathEntry[];
  callDepth: number | null;
  readonly experimental: Set<string>;
  abortOnWarn: boolean;
}

/**
 * Returns what an evaluation with the flags of a suite's case prints. What the linear machine prints of it, unless it
 * gives up, must be the same.
 */
export function evaluate(request: EvaluationRequest): Outcome {
  const flags = readFlags(request.flags, request.folder);
  const { settings, task } = toRequest(request, flags);
  const outcome = outcomeOf((say) => runRequest({ settings, task }, say));
  const quick = outcomeOf((say) => {
    const lines = new SaidLines((text) => say({ kind: "log", text }));
    printQuickly({ ...settings, linearMemory: 256 }, task, lines, say);
  });
  if (quick.output !== "" && (quick.output !== outcome.output || quick.log !== outcome.log)) {
    throw new Error(
      `the linear machine prints\n${quick.log}${quick.output}\ninstead of\n${outcome.log}${outcome.output}`,
    );
  }
  return outcome;
}

function outcomeOf(run: (say: (message: Message) => void) => void): Outcome {
  const outcome = { output: "", failure: null as string | null, log: "" };
  run((message) => {
    if (message.kind === "output") outcome.output += message.text;
    else if (message.kind === "failure") outcome.failure = message.text;
    else if (message.kind === "log") outcome.log += `${message.text}\n`;
  });
  return outcome;
}

function toRequest(request: EvaluationRequest, flags: Flags): { settings: Settings; task: PrintTask } {
  const settings: Settings = {
    folder: request.folder,
    compat: request.compat,
    limits: flags.callDepth === null ? { callDepth: 2_000 } : { callDepth: flags.callDepth },
    langver: null,
    pure: false,
    restricted: false,
    allowedPaths: [],
    searchPath: [...flags.include, ...request.searchPath],
    storeFolder: "/nix/store",
    currentSystem: null,
    profile: false,
    traceNames: false,
    linearMemory: 0,
    programCache: null,
    traceVerbose: false,
    abortOnWarn: flags.abortOnWarn,
    experimental: flags.experimental,
    showTrace: false,
    root: "/",
  };
  const input =
    request.file === undefined
      ? ({
          kind: "text",
          text: Buffer.from(request.text ?? "").toString("latin1"),
          name: "\xc2\xabstring\xc2\xbb",
        } as const)
      : ({ kind: "file", path: request.file } as const);
  const selections = [{ input, attribute: flags.attribute, arguments: flags.args }];
  return {
    settings,
    task: { kind: "print", selections, format: flags.format, strict: true, locations: flags.locations },
  };
}

/** Flags that change nothing here: what they allow is allowed, what they add to messages is not compared. */
const ignored = new Set(["--impure", "--no-show-trace", "--show-trace", "--eval", "--strict"]);
function readFlags(flags: readonly string[], folder: string): Flags {
  const read: Flags = {
    format: "nix",
    locations: true,
    attribute: "",
    args: [],
    include: [],
    callDepth: null,
    abortOnWarn: false,
    experimental: new Set(),
  };
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at] ?? "";
    const next = (): string => flags[++at] ?? "";
    if (ignored.has(flag)) continue;
    else if (flag === "--xml") read.format = "xml";
    else if (flag === "--json") read.format = "json";
    else if (flag === "--no-location") read.locations = false;
    else if (flag === "--extra-experimental-features" || flag === "--extra-deprecated-features")
      for (const name of next().split(/\s+/)) read.experimental.add(name);
    else if (flag === "-A") read.attribute = next();
    else if (flag === "--arg") read.args.push({ name: next(), kind: "expression", text: next() });
    else if (flag === "--argstr") read.args.push({ name: next(), kind: "string", text: next() });
    else if (flag === "--max-call-depth") read.callDepth = Number(next());
    else if (flag === "--option" && flags[at + 1] === "max-call-depth") read.callDepth = Number(flags[(at += 2)]);
    else if (flag === "--option" && flags[at + 1] === "abort-on-warn") read.abortOnWarn = flags[(at += 2)] === "true";
    else if (flag === "-I") read.include.push(parseEntry(next(), folder));
    else throw new UnknownFlag(flag);
  }
  return read;
}

function parseEntry(entry: string, folder: string): SearchPathEntry {
  const equals = entry.indexOf("=");
  const path = entry.slice(equals + 1);
  return { prefix: equals < 0 ? "" : entry.slice(0, equals), path: path.startsWith("/") ? path : `${folder}/${path}` };
}

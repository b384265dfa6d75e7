#!/usr/bin/env node
/** The command `lix-eval`: evaluates expressions, prints values, lists and compares the derivations of package sets. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { collectValues, CommandError, parsePositive, runCommandLine } from "@lix-tools/cli-kit/command";
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { langverByName } from "@lix-tools/parser";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { compatNameOrNull } from "../eval/compat.ts";
import type { CompatName } from "../eval/compat.ts";
import { marked } from "../eval/render-literal.ts";
import { latin1OfUnicode, latin1Of } from "../store/bytes.ts";
import { defaultStoreFolder } from "../store/store-path.ts";
import { expectOneResult } from "./engine-flags.ts";
import { compareFolders, listDerivations } from "./list-derivations.ts";
import { joinPairs } from "./option-pairs.ts";
import type { Input, Message, OutputFormat, Settings } from "./request.ts";
import type { PrintTask } from "./run-request.ts";
import { SaidLines } from "./said-lines.ts";
import { searchPathOf, type SelectionOptions, selectionsOf } from "./selection-options.ts";
import { runInThread } from "./thread.ts";
import { programCacheOf } from "./program-cache-settings.ts";

interface Options extends SelectionOptions {
  readonly expr?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly xml?: boolean;
  readonly raw?: boolean;
  readonly location: boolean;
  readonly include: readonly string[];
  readonly langver?: string;
  readonly compat: CompatName;
  readonly pure?: boolean;
  readonly restrict?: boolean;
  readonly system?: string;
  readonly root: string;
  readonly showTrace?: boolean;
  readonly traceVerbose?: boolean;
  readonly abortOnWarn?: boolean;
  readonly extraExperimentalFeatures: readonly string[];
  readonly extraDeprecatedFeatures: readonly string[];
  readonly impure?: boolean;
  readonly maxCallDepth?: number;
  readonly timeout?: number;
  readonly memory: number;
  readonly linear: boolean;
  readonly drvPaths?: boolean;
  readonly compare?: string;
  readonly jobs: number;
  readonly repl?: boolean;
  readonly profile?: string;
  readonly traceNames?: string;
}

function parseCompat(value: string): CompatName {
  const name = compatNameOrNull(value);
  if (name === null) throw new InvalidArgumentError("Expected nix, nix-2.26, nix-2.8 or lix.");
  return name;
}

function parseLangver(value: string): string {
  if (langverByName(value) === null) throw new InvalidArgumentError("Expected legacy, lix, nix2 or nix2-future.");
  return value;
}

function configure(program: Command, io: CommandIo): void {
  program
    .argument("[files...]", "files or folders to evaluate, `-` for standard input (default: the current folder)")
    .option("-E, --expr <expression>", "evaluate an expression instead of files")
    .option("--strict", "evaluate everything in the value")
    .addOption(new Option("--json", "print JSON").conflicts(["xml", "raw"]))
    .addOption(new Option("--xml", "print XML").conflicts(["json", "raw"]))
    .addOption(new Option("--raw", "print a string as it is").conflicts(["json", "xml"]))
    .option("--no-location", "leave positions out of XML")
    .option("-A, --attr <path>", "select an attribute; may be given several times", collectValues, [])
    .option("--arg <name expression>", "pass an argument to functions", collectValues, [])
    .option("--argstr <name string>", "pass a string as argument to functions", collectValues, [])
    .option("-I, --include <path>", "add to the search path: a folder, or `name=folder`", collectValues, [])
    .option("--langver <langver>", "what files without a clause are read as", parseLangver)
    .option(
      "--compat <implementation>",
      "which implementation to mirror: nix, nix-2.26, nix-2.8 or lix",
      parseCompat,
      "nix",
    )
    .option("--pure", "no environment, clock, search path or files outside of the folder")
    .option("--impure", "not pure, which is the default")
    .option("--restrict", "no files outside of the folder and the search path")
    .option("--system <system>", "the current system")
    .option("--root <folder>", "read nothing outside of a folder", "/")
    .option("--show-trace", "show all steps to an error")
    .option("--abort-on-warn", "fail at the first warning")
    .option("--trace-verbose", "print verbose traces")
    .option("--extra-experimental-features <names>", "switch on features of implementations", collectValues, [])
    .option("--extra-deprecated-features <names>", "allow what implementations deprecate", collectValues, [])
    .option("--max-call-depth <number>", "calls inside each other", parsePositive)
    .option("--timeout <seconds>", "give up after a time", parsePositive)
    .option("--memory <megabytes>", "memory of each thread", parsePositive, 8192)
    .option("--no-linear", "do without the machine that evaluates most programs faster")
    .option("--drv-paths", "list the derivations of a package set: attribute, tab, derivation path")
    .option("--compare <folder>", "list the derivations of this folder and of the one given, and print what differs")
    .option("--profile <file>", "write where time goes, for speedscope, and print a table")
    .option("--trace-names <file>", "write which names `with` and the global scope provide")
    .option("--repl", "evaluate what is typed; files are loaded first")
    .option("-j, --jobs <number>", "threads for --drv-paths", parsePositive, 1)
    .action(async (files: readonly string[], options: Options) => run(files, options, io));
}

async function run(files: readonly string[], options: Options, io: CommandIo): Promise<void> {
  const settings = settingsOf(options, io);
  if (options.repl === true) {
    const { runRepl } = await import("./repl/run-repl.ts");
    const paths = files.map((file) => latin1OfUnicode(resolve(io.cwd, file)));
    await runRepl({ settings, thread: { memory: options.memory }, files: paths }, io);
    return;
  }
  const inputs = await inputsOf(files, options, io);
  const selections = selectionsOf(inputs, options);
  if (options.compare !== undefined || options.drvPaths === true) {
    const [selection] = selections;
    if (selection === undefined || selections.length > 1)
      throw new CommandError("a package set is one file and one attribute");
    const listing = { settings, selection, jobs: options.jobs, memory: options.memory };
    if (options.compare === undefined) await listDerivations(listing, io);
    else await compareFolders(listing, latin1OfUnicode(resolve(io.cwd, options.compare)), io);
    return;
  }
  const format = formatOf(options);
  const task = {
    kind: "print",
    selections,
    format,
    strict: options.strict ?? false,
    locations: options.location,
  } as const;
  const names: string[] = [];
  await print({ settings, task }, options, (message) => {
    if (message.kind === "name") names.push(message.line);
    else if (message.kind === "profile" && options.profile !== undefined) {
      writeFileSync(resolve(io.cwd, options.profile), message.speedscope);
      io.stderr.write(`${message.table}\n`);
    } else show(message, io);
  });
  if (options.traceNames === undefined) return;
  writeFileSync(resolve(io.cwd, options.traceNames), names.map((line) => `${line}\n`).join(""), "latin1");
}

/** Prints values: as many as it can in this thread, the others in one with a larger stack. */
async function print(
  { settings, task }: { readonly settings: Settings; readonly task: PrintTask },
  { memory, timeout }: Options,
  say: (message: Message) => void,
): Promise<void> {
  const lines = new SaidLines((text) => say({ kind: "log", text }));
  let done = { count: 0, needsStack: true };
  // Only a thread can be ended after a time.
  if (settings.linearMemory > 0 && timeout === undefined) {
    expectOneResult();
    const { printQuickly } = await import("./print-quickly.ts");
    done = printQuickly(settings, task, lines, say);
  }
  const selections = task.selections.slice(done.count);
  if (selections.length === 0) return;
  lines.repeat();
  const linearMemory = done.needsStack ? settings.linearMemory : 0;
  const request = { settings: { ...settings, linearMemory }, task: { ...task, selections } };
  await runInThread(request, { memory }, (message) => {
    if (message.kind === "log") lines.print(message.text);
    else say(message);
  });
}

function show(message: Message, io: CommandIo): void {
  switch (message.kind) {
    case "output":
      io.stdout.write(Buffer.from(message.text, "latin1"));
      return;
    case "log":
      writeForPeople(message.text, io);
      return;
    case "failure":
      io.stdout.flush();
      writeForPeople(message.text, io);
      io.endWith(ExitCode.Findings);
      return;
    default:
      return;
  }
}

/** Writes a line to standard error; programs put colours into their messages, which only a terminal shows. */
function writeForPeople(text: string, io: CommandIo): void {
  const shown = io.stderr.isTerminal ? text : text.replaceAll(colours, "");
  io.stderr.write(Buffer.from(`${shown}\n`, "latin1"));
}

const colours = new RegExp("\\x1b\\[[0-9;]*m", "g");

function formatOf(options: Options): OutputFormat {
  if (options.json === true) return "json";
  if (options.xml === true) return "xml";
  return options.raw === true ? "raw" : "nix";
}

async function inputsOf(files: readonly string[], options: Options, io: CommandIo): Promise<Input[]> {
  if (options.expr !== undefined) {
    if (files.length > 0) throw new CommandError("an expression and files cannot both be evaluated");
    return [{ kind: "text", text: latin1OfUnicode(options.expr), name: marked("string") }];
  }
  const inputs: Input[] = [];
  for (const file of files.length === 0 ? ["."] : files) {
    if (file === "-") inputs.push({ kind: "text", text: latin1Of(await io.readStdin()), name: marked("stdin") });
    else inputs.push({ kind: "file", path: latin1OfUnicode(resolve(io.cwd, file)) });
  }
  return inputs;
}

function settingsOf(options: Options, io: CommandIo): Settings {
  const folder = latin1OfUnicode(io.cwd);
  const searchPath = searchPathOf(options.include, io);
  return {
    folder,
    compat: options.compat,
    limits: {
      ...(options.maxCallDepth === undefined ? {} : { callDepth: options.maxCallDepth }),
      ...(options.timeout === undefined ? {} : { milliseconds: options.timeout * 1000 }),
    },
    langver: options.langver ?? null,
    pure: options.pure === true && options.impure !== true,
    restricted: options.restrict ?? false,
    allowedPaths: options.pure === true ? [folder] : [folder, ...searchPath.map((entry) => entry.path)],
    searchPath,
    storeFolder: io.env["NIX_STORE_DIR"] ?? defaultStoreFolder,
    currentSystem: options.system ?? null,
    traceVerbose: options.traceVerbose ?? false,
    abortOnWarn: options.abortOnWarn ?? false,
    experimental: new Set(
      [...options.extraExperimentalFeatures, ...options.extraDeprecatedFeatures].flatMap((names) => names.split(/\s+/)),
    ),
    showTrace: options.showTrace ?? false,
    profile: options.profile !== undefined,
    traceNames: options.traceNames !== undefined,
    linearMemory: options.linear ? options.memory / 2 : 0,
    programCache: programCacheOf(io.env),
    root: latin1OfUnicode(resolve(io.cwd, options.root)),
  };
}

// The options for arguments take two values, which commander knows no way to say.
process.argv = joinPairs(process.argv);
await runCommandLine({
  name: "lix-eval",
  summary: "Evaluates Nix expressions of both dialects, without building, fetching or writing anything.",
  moduleUrl: import.meta.url,
  configure,
});

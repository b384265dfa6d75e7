/** From the options of a command line to the evaluations that a run asks for, before it goes on. */
import { resolve } from "node:path";
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";
import type { SearchPathEntry } from "@lix-tools/eval-core";
import { type Argument, pairSeparator, type Selection } from "@lix-tools/eval-core/node";
import type { EvaluationLevel } from "../run/evaluate/evaluation-account.ts";
import type { EvaluationSettings } from "../run/evaluate/request.ts";
import type { FileResult } from "../run/file-result.ts";
import type { RunItem } from "../run/run-options.ts";
import { runMigration } from "../run-migration.ts";
import type { MigrateCommandOptions } from "./options.ts";
import { progressOf, type Surroundings } from "./surroundings.ts";

/** Returns the items with what evaluations have shown of them; as they are where nothing is to be evaluated. */
export async function evaluateItems(items: readonly RunItem[], around: Surroundings): Promise<readonly RunItem[]> {
  const { options, run, io, account } = around;
  const level = levelOf(options, run.to);
  if (level === null || items.length === 0) return items;
  // What only some runs need is loaded by them.
  const [{ evaluateRun }, { evaluateInThread }] = await Promise.all([
    import("../run/evaluate/evaluated-run.ts"),
    import("../run/evaluate/thread.ts"),
  ]);
  const result = await evaluateRun({
    items,
    options: run,
    level,
    settings: settingsOf(options, io),
    migrate: (observed) => migrateInMemory(observed, around),
    evaluate: evaluateInThread,
    reproducers: resolve(io.cwd, ".lix-migrate", "mismatches"),
    say: (line) => {
      if (io.stderr.isTerminal) io.stderr.write(`${line}\n`);
    },
  });
  account.summary.evaluation = result.account;
  return result.items;
}

function levelOf({ verify, entry, attr, arg, argstr }: MigrateCommandOptions, to: string): EvaluationLevel | null {
  const hasEntry = entry !== undefined;
  if (!hasEntry && (verify === "drv" || attr.length + arg.length + argstr.length > 0)) {
    throw new CommandError("say what to evaluate: --entry FILE");
  }
  if (verify === "drv" || verify === "eval") return verify;
  return hasEntry && to === "nix2" ? "watch" : null;
}

function settingsOf(options: MigrateCommandOptions, io: CommandIo): EvaluationSettings {
  const args = [...options.arg.map(argumentOf("expression")), ...options.argstr.map(argumentOf("string"))];
  const attributes = options.attr.length === 0 ? [""] : options.attr;
  const selections = (options.entry ?? []).flatMap((entry) =>
    attributes.map((attribute): Selection => {
      const input = { kind: "file", path: toLatin1(resolve(io.cwd, entry)) } as const;
      return { input, attribute: toLatin1(attribute), arguments: args };
    }),
  );
  return { selections, folder: toLatin1(io.cwd), searchPath: searchPathOf(io), memory: options.memory };
}

/** Returns a text as the evaluator has it: one character per byte. */
function toLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function argumentOf(kind: Argument["kind"]): (pair: string) => Argument {
  return (pair) => {
    const [name = "", text = ""] = pair.split(pairSeparator);
    return { name: toLatin1(name), kind, text: toLatin1(text) };
  };
}

function searchPathOf(io: CommandIo): SearchPathEntry[] {
  const entries = (io.env["NIX_PATH"] ?? "").split(":").filter((entry) => entry !== "");
  return entries.map((entry) => {
    const equals = entry.indexOf("=");
    const prefix = equals < 0 ? "" : entry.slice(0, equals);
    return { prefix: toLatin1(prefix), path: toLatin1(resolve(io.cwd, entry.slice(equals + 1))) };
  });
}

async function migrateInMemory(
  items: readonly RunItem[],
  { run, options, io }: Surroundings,
): Promise<readonly FileResult[]> {
  const progress = await progressOf(items, "migrating", io);
  const results: FileResult[] = [];
  await runMigration({
    items,
    options: { ...run, mode: "collect" },
    jobs: options.jobs,
    progress,
    onResult: (result) => {
      results.push(result);
      return Promise.resolve();
    },
  }).finally(() => progress.stop());
  return results;
}

/** From the options of a command line to the evaluations that a run asks for, before it goes on. */
import { resolve } from "node:path";
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";
import { latin1OfUnicode } from "@lix-tools/eval-core";
import { type Input, searchPathOf, selectionsOf } from "@lix-tools/eval-core/node";
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
  return hasEntry && (to === "nix2" || to === "nix2-future") ? "watch" : null;
}

function settingsOf(options: MigrateCommandOptions, io: CommandIo): EvaluationSettings {
  const inputs = (options.entry ?? []).map((entry): Input => {
    return { kind: "file", path: latin1OfUnicode(resolve(io.cwd, entry)) };
  });
  return {
    selections: selectionsOf(inputs, options),
    folder: latin1OfUnicode(io.cwd),
    searchPath: searchPathOf([], io),
    memory: options.memory,
  };
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

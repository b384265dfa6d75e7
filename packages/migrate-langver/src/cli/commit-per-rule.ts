/**
 * `--commit-per-rule`: the migration as a series of commits that can be reviewed one by one, each made by one rule and
 * proved by itself. Without `--write` the series is only told.
 */
import { CommandError } from "@lix-tools/cli-kit/command";
import type { Codemod, CodemodId } from "../codemod.ts";
import { codemods } from "../registry.ts";
import type { FileResult } from "../run/file-result.ts";
import { type GitRepository, openRepository } from "../run/git.ts";
import { commonDirectory } from "../run/journal/place.ts";
import type { RunItem } from "../run/run-options.ts";
import { runMigration } from "../run-migration.ts";
import type { Account } from "./account.ts";
import { progressOf, type Surroundings } from "./surroundings.ts";
import { writeFiles } from "./write-files.ts";

/** A commit to make. */
interface Step {
  readonly message: string;
  readonly rules: readonly CodemodId[];
}

/** Tells or makes the series of commits. */
export async function commitPerRule(items: readonly RunItem[], around: Surroundings): Promise<void> {
  const { run, io, account } = around;
  if (run.to === "legacy") throw new CommandError("there is one commit only on the way to legacy");
  if (items.some(({ acceptedSites }) => acceptedSites.length > 0)) {
    throw new CommandError("one commit moves the lines of the next: accept by rule, or commit single sites before");
  }
  const results = await lookAt(items, around);
  const changing = items.filter((_, at) => results[at]?.changed === true && items[at]?.guard === null);
  const steps = stepsOf(results, run.to);
  const isWriting = run.mode === "write" && changing.length > 0;
  if (isWriting) await makeCommits(changing, steps, around);
  else io.stdout.write(tellSteps(steps, results));
  for (const [at, result] of results.entries()) {
    await account.take(
      isWriting && result.changed && items[at]?.guard === null ? { ...result, written: true } : result,
    );
  }
}

async function lookAt(items: readonly RunItem[], { run, options, io }: Surroundings): Promise<FileResult[]> {
  const progress = await progressOf(items, "looking", io);
  const results: FileResult[] = [];
  const onResult = (result: FileResult): Promise<void> => Promise.resolve(void results.push(result));
  const quiet = { ...run, mode: "report" } as const;
  await runMigration({ items, options: quiet, jobs: options.jobs, progress, onResult }).finally(() => progress.stop());
  return results;
}

/** Returns the commits: one for each rule that freezes, one for the change of dialect, one for each idiom. */
function stepsOf(results: readonly FileResult[], to: string): Step[] {
  const met = new Set(results.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const ofPhase = (phase: Codemod["phase"]): Codemod[] => codemods.filter((codemod) => codemod.phase === phase);
  const single = (phase: Codemod["phase"]): Step[] =>
    ofPhase(phase)
      .filter(({ id }) => met.has(id))
      .map(({ id, name, summary }) => ({ message: `${name}: ${summary}`, rules: [id] }));
  const switching = [...ofPhase("freeze"), ...ofPhase("switch")].map(({ id }) => id);
  const isSwitch = ofPhase("switch").some(({ id }) => met.has(id));
  return [
    ...single("freeze"),
    ...(isSwitch ? [{ message: `switch to ${to}, with what comes with the clause`, rules: switching }] : []),
    ...single("idiom"),
  ];
}

function tellSteps(steps: readonly Step[], results: readonly FileResult[]): string {
  if (steps.length === 0) return "no commits are to be made\n";
  const lines = steps.map(({ message, rules }, index) => {
    const own = results.flatMap(({ rules: met }) =>
      met.filter(({ id }) => (rules.length === 1 ? id === rules[0] : isSwitcher(id))),
    );
    const sites = own.reduce((sum, { rewritten }) => sum + rewritten, 0);
    return `${String(index + 1).padStart(2)}  ${message}\n      ${sites} ${sites === 1 ? "site" : "sites"}`;
  });
  return [
    `${steps.length} ${steps.length === 1 ? "commit" : "commits"}, each proved by itself; --write makes them`,
    ...lines,
    "list them in .git-blame-ignore-revs, so that `git blame` looks through them",
    "",
  ].join("\n");
}

function isSwitcher(id: CodemodId): boolean {
  return codemods.some((codemod) => codemod.id === id && codemod.phase === "switch");
}

async function makeCommits(items: readonly RunItem[], steps: readonly Step[], around: Surroundings): Promise<void> {
  const { io } = around;
  const repository = repositoryOf(items);
  const all: Step = {
    message: "migrate: what the rules make of each other's text",
    rules: codemods.map(({ id }) => id),
  };
  for (const step of [...steps, all]) {
    const written = await writeStep(items, step, around);
    if (written.length === 0) continue;
    const hash = commit(repository, step, written);
    io.stdout.write(`# ${step.message}\n${hash}\n`);
  }
  io.stdout.write("\n");
}

function repositoryOf(items: readonly RunItem[]): GitRepository {
  try {
    const repository = openRepository(commonDirectory(items.map(({ file }) => file.absolute)));
    if (!repository.hasStaged()) return repository;
  } catch (error) {
    throw new CommandError(`no commits can be made: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new CommandError("something is staged already: commit it first, so that it does not get between the commits");
}

/** Returns the files that a step has written. */
async function writeStep(items: readonly RunItem[], { rules }: Step, around: Surroundings): Promise<string[]> {
  const results: FileResult[] = [];
  const account: Account = { ...around.account, take: (result) => Promise.resolve(void results.push(result)) };
  const own = items.map((item) => ({ ...item, rules: item.rules.filter((id) => rules.includes(id)) }));
  const options = { ...around.options, interactive: true };
  await writeFiles(own, { ...around, options, account });
  const bad = results.find(({ status, written, changed }) => status === "failed" || (changed && !written));
  if (bad !== undefined) {
    const reason = bad.diagnostics[0]?.message ?? bad.status;
    throw new CommandError(`stopped at \`${bad.path}\`, ${reason}; the commits made so far are good`);
  }
  return own.filter((_, at) => results[at]?.written === true).map(({ file }) => file.absolute);
}

function commit(repository: GitRepository, { message }: Step, files: readonly string[]): string {
  try {
    return repository.commit(message, files);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CommandError(`git did not commit \`${message}\`, whose files are written: ${said}`);
  }
}

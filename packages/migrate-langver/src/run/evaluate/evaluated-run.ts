/**
 * The part of a run that evaluates, before anything is written: watch the old programs, migrate in memory with what was
 * seen, evaluate the new programs, and take back whatever changed a value. What comes out are the items of the run as it
 * goes on: with observations, with vetoes, and with the hash of the text that was verified.
 */
import { latin1OfUnicode } from "@lix-tools/eval-core";
import type { ObservedFile } from "../../observe/observation-log.ts";
import type { RewrittenProgram } from "../../verify/find-culprit.ts";
import { failures } from "../../verify/outcome.ts";
import type { FileResult } from "../file-result.ts";
import type { RunItem, RunOptions, Veto } from "../run-options.ts";
import {
  emptyEvaluation,
  type EvaluationAccount,
  type EvaluationLevel,
  type EvaluationMismatch,
} from "./evaluation-account.ts";
import { shownOutcome } from "./shown-outcome.ts";
import { saveReproducer } from "./reproducer.ts";
import { textHash } from "../text-hash.ts";
import type {
  EvaluationAnswer,
  EvaluationRequest,
  EvaluationSettings,
  FileRecipe,
  Outcome,
  Target,
} from "./request.ts";

export interface EvaluatedRun {
  readonly items: readonly RunItem[];
  readonly options: RunOptions;
  readonly level: EvaluationLevel;
  readonly settings: EvaluationSettings;
  /** Migrates items in memory; results come in the order of the items. */
  readonly migrate: (items: readonly RunItem[]) => Promise<readonly FileResult[]>;
  readonly evaluate: (request: EvaluationRequest) => Promise<EvaluationAnswer>;
  /** Where to save what shows a mismatch. */
  readonly reproducers: string;
  /** Tells people what is being done. */
  readonly say: (line: string) => void;
}

export interface EvaluatedItems {
  readonly items: readonly RunItem[];
  readonly account: EvaluationAccount;
}

/** Returns the items with what evaluation has shown of them. */
export async function evaluateRun(run: EvaluatedRun): Promise<EvaluatedItems> {
  const clock = new StepClock();
  const before = await surveyBefore(run);
  clock.finish("watch");
  if (typeof before === "string") return givenUp(run, before);
  const observedItems = run.items.map((item) => withObservation(item, before.observed));
  const watched = before.outcomes.filter(({ outcome }) => !outcome.startsWith("error")).length;
  const account = { ...emptyEvaluation(run.level), watched, seconds: clock.seconds };
  if (run.level === "watch") return { items: observedItems, account };
  run.say("migrating in memory");
  const results = await run.migrate(observedItems);
  clock.finish("migrate");
  const changes = observedItems.flatMap((item, at) => changeOf(item, results[at]));
  const verifier = new Verifier(run, changes, before.outcomes);
  const verdict = await verifier.verify();
  clock.finish("verify");
  const items = observedItems.map((item) => verifier.decide(item));
  return { items, account: { ...account, ...verdict, rewritten: changes.length } };
}

/** Measures the processor time of steps, in all threads. */
class StepClock {
  readonly seconds: Record<string, number> = {};
  private start = process.cpuUsage();

  /** Ends a step; the next one begins. */
  finish(step: string): void {
    const { user, system } = process.cpuUsage(this.start);
    this.seconds[step] = Math.round((user + system) / 1000) / 1000;
    this.start = process.cpuUsage();
  }
}

interface Before {
  readonly outcomes: readonly Outcome[];
  readonly observed: ReadonlyMap<string, ObservedFile>;
}

async function surveyBefore({ evaluate, settings, level, say }: EvaluatedRun): Promise<Before | string> {
  if (settings.selections.length === 0) return { outcomes: [], observed: new Map() };
  say("evaluating the old programs");
  const task = { kind: "survey", watch: "everything", programs: [], only: null } as const;
  const answer = await evaluate({ settings, task });
  if (answer.kind !== "survey") return answer.kind === "failure" ? answer.message : "the evaluation said nothing";
  const [only, ...others] = answer.outcomes;
  // A selection that is no package set and no derivation is a value to compare.
  if (level === "drv" && others.length === 0 && only?.outcome.startsWith("error") === true) {
    return "the entry could not be evaluated";
  }
  return answer;
}

function givenUp(run: EvaluatedRun, failure: string): EvaluatedItems {
  const account = { ...emptyEvaluation(run.level), failure };
  if (run.level === "watch") return { items: run.items, account };
  return { items: run.items.map((item) => ({ ...item, veto: unverified(failure) })), account };
}

function unverified(failure: string): Veto {
  return { status: "failed", code: "migrate/not-verified", reason: `not verified: ${failure}`, notes: [], offset: 0 };
}

function withObservation(item: RunItem, seen: ReadonlyMap<string, ObservedFile>): RunItem {
  const observed = seen.get(latin1OfUnicode(item.file.absolute));
  return observed === undefined ? item : { ...item, observed };
}

interface Change {
  readonly item: RunItem;
  readonly program: RewrittenProgram;
  readonly source: Uint8Array;
}

function changeOf(item: RunItem, result: FileResult | undefined): Change[] {
  if (result?.change === undefined) return [];
  const { before, after } = result.change;
  return [{ item, program: { path: latin1OfUnicode(item.file.absolute), text: after }, source: before }];
}

type Verdict = Partial<EvaluationAccount>;

class Verifier {
  private readonly run: EvaluatedRun;
  private readonly changes = new Map<string, Change>();
  private readonly expected: readonly Outcome[];
  private readonly mismatches: EvaluationMismatch[] = [];
  private readonly vetoes = new Map<string, Veto>();
  private failure: string | null = null;

  constructor(run: EvaluatedRun, changes: readonly Change[], expected: readonly Outcome[]) {
    this.run = run;
    for (const change of changes) this.changes.set(change.program.path, change);
    this.expected = expected;
  }

  /** Returns the item with a veto, or with the hash of the text that passed. */
  decide(item: RunItem): RunItem {
    const path = latin1OfUnicode(item.file.absolute);
    const veto = this.vetoes.get(path);
    if (veto !== undefined) return { ...item, veto };
    const change = this.changes.get(path);
    if (change === undefined) return item;
    if (this.failure !== null) return { ...item, veto: unverified(this.failure) };
    return { ...item, verifiedText: textHash(change.program.text) };
  }

  /** Evaluates the new programs until nothing differs any more, taking back what does. */
  async verify(): Promise<Verdict> {
    const { level } = this.run;
    for (;;) {
      const verdict = await (level === "drv" ? this.surveyAfter() : this.compareAfter());
      const { differing } = verdict;
      if (differing.length === 0 || this.failure !== null) {
        return { ...verdict.counts, mismatches: this.mismatches, failure: this.failure };
      }
      await this.takeBack(differing);
    }
  }

  private programs(): RewrittenProgram[] {
    return [...this.changes.values()].map(({ program }) => program);
  }

  private async surveyAfter(): Promise<Comparison> {
    this.run.say("evaluating the new programs");
    const task = { kind: "survey", watch: "nothing", programs: this.programs(), only: null } as const;
    const answer = await this.ask(task);
    if (answer?.kind !== "survey") return nothing;
    // The old programs were evaluated by the complete evaluator, which has the last word on the new ones too.
    const differing = await this.stillDiffering(differencesOf(this.expected, answer.outcomes));
    const explained = answer.outcomes.filter(({ hashes }) => hashes.length > 0);
    const counts: Verdict = {
      ...this.count(answer.outcomes, differing.length),
      explained: explained.map(({ target, hashes }) => ({ attribute: this.nameOf(target), files: hashes })),
      evaluated: answer.evaluated.length,
      readAsText: answer.readAsText,
      uncalled: answer.uncalled.filter((path) => this.changes.has(path)),
    };
    return { differing, counts };
  }

  private async compareAfter(): Promise<Comparison> {
    this.run.say("comparing values");
    const programs = this.programs();
    const values = this.run.settings.selections.map((_, selection): Target => ({ kind: "value", selection }));
    const files = programs.map(({ path }): Target => ({ kind: "file", path }));
    const targets = values.length > 0 ? values : files;
    const answer = await this.ask({ kind: "compare", programs, targets });
    if (answer?.kind !== "compare") return nothing;
    const differing = answer.outcomes
      .filter(({ outcome }) => outcome !== "equal" && !isFailure(outcome))
      .map(({ target, outcome }): Difference => ({ target, before: "equal", after: outcome }));
    const uncalled = answer.uncalled.filter((path) => this.changes.has(path));
    const counts = this.count(answer.outcomes, differing.length);
    return { differing, counts: { ...counts, evaluated: programs.length, uncalled } };
  }

  private count(outcomes: readonly Outcome[], differing: number): Verdict {
    const exhausted = outcomes.filter(({ outcome }) => outcome === failures.exhausted).length;
    const failing = outcomes.filter(({ outcome }) => isFailure(outcome)).length - exhausted;
    const targets = outcomes.length;
    return { targets, exhausted, failing, identical: targets - exhausted - failing - differing };
  }

  /** Takes back the files that are to blame, one by one, until the outcomes are what they were. */
  private async takeBack(differing: readonly Difference[]): Promise<void> {
    let left = differing;
    while (left.length > 0 && this.failure === null) {
      const [first] = left;
      if (first === undefined) return;
      this.run.say(`looking for what changed ${this.nameOf(first.target)}`);
      await this.blame(first);
      left = await this.stillDiffering(left);
    }
  }

  private async blame(difference: Difference): Promise<void> {
    const { target, before, after } = difference;
    const recipes = [...this.changes.values()].map((change) => this.recipeOf(change));
    const answer = await this.ask({ kind: "blame", programs: this.programs(), recipes, target, expected: before });
    if (answer?.kind !== "blame") return;
    const name = this.nameOf(target);
    if (answer.found === null) {
      this.mismatches.push({ target: name, before, after, path: null, culprit: null, reproducer: null });
      this.failure = `${name} changes, and no file by itself is to blame`;
      return;
    }
    const { path, culprit, text, outcome } = answer.found;
    const change = this.changes.get(path);
    if (change === undefined) return;
    const shown = { target: name, before, after: outcome, path: change.item.file.path, culprit };
    const reproducer = saveReproducer(this.run.reproducers, { ...shown, source: change.source, text });
    this.mismatches.push({ ...shown, reproducer });
    this.changes.delete(path);
    this.vetoes.set(path, {
      status: "mismatch",
      code: "migrate/mismatch",
      reason: `taken back: it changes ${name}`,
      notes: [`to blame: ${culprit.codemods.join(", ") || "no rule by itself"}`, `shown by ${reproducer ?? "nothing"}`],
      offset: culprit.site?.start ?? 0,
    });
  }

  private recipeOf({ item, program, source }: Change): FileRecipe {
    return { path: program.path, source, decisions: item, all: this.run.options };
  }

  private async stillDiffering(differences: readonly Difference[]): Promise<readonly Difference[]> {
    if (differences.length === 0) return differences;
    const targets = differences.map(({ target }) => target);
    const programs = this.programs();
    const answer = await this.ask(
      this.run.level === "drv"
        ? { kind: "survey", watch: "nothing", programs, only: targets }
        : { kind: "compare", programs, targets: targets.filter((target) => this.isCompared(target)) },
    );
    if (answer?.kind !== "survey" && answer?.kind !== "compare") return [];
    const now = new Map(answer.outcomes.map((outcome) => [keyOf(outcome.target), shownOutcome(outcome)]));
    return differences.flatMap(({ target, before }) => {
      const after = now.get(keyOf(target));
      return after === undefined || after === before ? [] : [{ target, before, after }];
    });
  }

  /** A file that was taken back is what it was. */
  private isCompared(target: Target): boolean {
    return target.kind !== "file" || this.changes.has(target.path);
  }

  private async ask(task: EvaluationRequest["task"]): Promise<EvaluationAnswer | null> {
    const answer = await this.run.evaluate({ settings: this.run.settings, task });
    if (answer.kind !== "failure") return answer;
    this.failure = answer.message;
    return null;
  }

  private nameOf(target: Target): string {
    if (target.kind === "file") return target.path;
    const { selections } = this.run.settings;
    const selection = selections[target.selection];
    const parts = [selection?.attribute ?? "", target.kind === "attribute" ? target.path : ""];
    const name = parts.filter((part) => part !== "").join(".") || "the entry";
    const entry = selection?.input.kind === "file" && selections.length > 1 ? ` of ${selection.input.path}` : "";
    return `${name}${entry}`;
  }
}

interface Difference {
  readonly target: Target;
  readonly before: string;
  readonly after: string;
}

interface Comparison {
  readonly differing: readonly Difference[];
  readonly counts: Verdict;
}

/** Returns what is not the same before and after, or is there only once. */
function differencesOf(before: readonly Outcome[], after: readonly Outcome[]): Difference[] {
  const [old, now] = [before, after].map((outcomes) => {
    return new Map(outcomes.map((outcome) => [keyOf(outcome.target), shownOutcome(outcome)]));
  });
  const targets = new Map([...before, ...after].map(({ target }) => [keyOf(target), target]));
  return [...targets].flatMap(([key, target]) => {
    const [left, right] = [old?.get(key) ?? "nothing", now?.get(key) ?? "nothing"];
    return left === right ? [] : [{ target, before: left, after: right }];
  });
}

const nothing: Comparison = { differing: [], counts: {} };

function isFailure(outcome: string): boolean {
  return outcome.startsWith("error: ");
}

function keyOf(target: Target): string {
  return JSON.stringify(target);
}

/** Answers requests for evaluations, in the thread that it is called in. */
import { readFileSync } from "node:fs";
import type { Lazy } from "@lix-tools/eval-core";
import type { Codemod } from "../../codemod.ts";
import { ConditionalFunctions } from "../../observe/conditional-functions.ts";
import { ObservationLog } from "../../observe/observation-log.ts";
import { codemods } from "../../registry.ts";
import { type Comparison, compareFailures, compareValues } from "../../verify/compare-values.ts";
import { findCulprit, type FileMigration, type RewrittenProgram } from "../../verify/find-culprit.ts";
import { failureOf, failures } from "../../verify/outcome.ts";
import { rewritingOptions } from "../rewriting.ts";
import { LambdaTable } from "./lambdas.ts";
import type {
  EvaluationAnswer,
  EvaluationRequest,
  EvaluationSettings,
  EvaluationTask,
  FileRecipe,
  Outcome,
  Target,
} from "./request.ts";
import { shownOutcome, type TargetOutcome } from "./shown-outcome.ts";
import { Subject } from "./subject.ts";

/** Returns the answer to a request. `known` are the codemods that files were rewritten with. */
export function evaluate(
  { settings, task }: EvaluationRequest,
  known: readonly Codemod[] = codemods,
): EvaluationAnswer {
  switch (task.kind) {
    case "survey":
      return survey(settings, task);
    case "compare":
      return compare(settings, task);
    case "blame":
      return blameFor(settings, task, known);
  }
}

type SurveyTask = Extract<EvaluationTask, { kind: "survey" }>;

function survey(settings: EvaluationSettings, { watch, programs, only }: SurveyTask): EvaluationAnswer {
  const functions = new ConditionalFunctions((path) => readFileSync(Buffer.from(path, "latin1")));
  const log = new ObservationLog(functions);
  const isWatched = watch === "everything";
  const subject = new Subject({
    settings,
    texts: textsOf(programs),
    log: isWatched ? log : null,
    // What differs is looked at once more, by attributes.
    isQuick: !isWatched && only === null,
  });
  const found = only === null ? surveyAll(settings, subject) : only.map((target) => subject.outcomeOf(target));
  const explained = subject.sources.explain(subject.derivations());
  return {
    kind: "survey",
    outcomes: found.map((outcome) => ({ ...outcome, hashes: [...(explained.get(outcome.outcome) ?? [])] })),
    observed: log.finish(),
    evaluated: [...subject.evaluated],
    readAsText: subject.sources.readAsText(),
    uncalled: [...subject.uncalled],
  };
}

function surveyAll(settings: EvaluationSettings, subject: Subject): TargetOutcome[] {
  const found: TargetOutcome[] = [];
  for (const selection of settings.selections.keys()) subject.walk(selection, (outcome) => found.push(outcome));
  return found;
}

/** Milliseconds for each side of a comparison of values. */
const comparisonLimit = 20_000;

type CompareTask = Extract<EvaluationTask, { kind: "compare" }>;

function compare(settings: EvaluationSettings, { programs, targets }: CompareTask): EvaluationAnswer {
  const uncalled = new Set<string>();
  const against = newPrograms(textsOf(programs), (path) => void uncalled.add(path));
  const outcomes = targets.map((target): Outcome => {
    return { target, outcome: comparisonOf(settings, against, target), description: "", hashes: [] };
  });
  return { kind: "compare", outcomes, uncalled: [...uncalled] };
}

function textsOf(programs: readonly RewrittenProgram[]): Map<string, Uint8Array> {
  return new Map(programs.map(({ path, text }) => [path, text]));
}

/** The new programs that values are compared with. */
interface NewPrograms {
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly lambdas: LambdaTable;
  readonly onUncalled: (path: string) => void;
}

function newPrograms(
  texts: ReadonlyMap<string, Uint8Array>,
  onUncalled: (path: string) => void = () => {},
): NewPrograms {
  return { texts, lambdas: new LambdaTable(texts), onUncalled };
}

const noTexts: ReadonlyMap<string, Uint8Array> = new Map();

/** Returns `equal`, that the values could not be evaluated, or where they differ. */
function comparisonOf(
  settings: EvaluationSettings,
  { texts, lambdas, onUncalled }: NewPrograms,
  target: Target,
): string {
  const before = valueOf(settings, noTexts, target);
  const after = valueOf(settings, texts, target);
  if ("failure" in before || "failure" in after) {
    const left = "failure" in before ? before.failure : null;
    const comparison = compareFailures(left, "failure" in after ? after.failure : null, "");
    return comparison === "equal" ? (left ?? comparison) : describeComparison(comparison);
  }
  const comparison = compareValues(before.value, after.value, (left, right) => lambdas.areSame(left, right));
  for (const path of after.subject.uncalled) onUncalled(path);
  return describeComparison(comparison);
}

type Side = { readonly subject: Subject; readonly value: Lazy } | { readonly failure: string };

function valueOf(settings: EvaluationSettings, texts: ReadonlyMap<string, Uint8Array>, target: Target): Side {
  const subject = new Subject({ settings, texts, timeLimit: comparisonLimit });
  try {
    return { subject, value: subject.valueOf(target) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function describeComparison(comparison: Comparison): string {
  if (comparison === "equal") return comparison;
  if (comparison === "exhausted") return failures.exhausted;
  return `at \`${comparison.path}\`: ${comparison.reason}`;
}

type BlameTask = Extract<EvaluationTask, { kind: "blame" }>;

function blameFor(
  settings: EvaluationSettings,
  { programs, recipes, target, expected }: BlameTask,
  known: readonly Codemod[],
): EvaluationAnswer {
  const byPath = new Map(recipes.map((recipe) => [recipe.path, recipe]));
  const outcomeOf = (rewritten: readonly RewrittenProgram[]): string =>
    target.kind === "attribute"
      ? shownOutcome(new Subject({ settings, texts: textsOf(rewritten) }).outcomeOf(target))
      : comparisonOf(settings, newPrograms(textsOf(rewritten)), target);
  const found = findCulprit({
    programs: programsOf(settings, programs, target),
    expected,
    outcomeOf,
    migrationOf: (path) => migrationOf(byPath.get(path), known),
  });
  return { kind: "blame", found };
}

/** Only files that are evaluated can be to blame. */
function programsOf(
  settings: EvaluationSettings,
  programs: readonly RewrittenProgram[],
  target: Target,
): RewrittenProgram[] {
  if (target.kind !== "attribute") return [...programs];
  const subject = new Subject({ settings, texts: textsOf(programs) });
  subject.outcomeOf(target);
  return programs.filter(({ path }) => subject.evaluated.has(path));
}

function migrationOf(recipe: FileRecipe | undefined, known: readonly Codemod[]): FileMigration | null {
  if (recipe === undefined) return null;
  const { source, decisions, all } = recipe;
  return { source, options: { ...rewritingOptions(decisions, all, source), codemods: known, verify: "parse" } };
}

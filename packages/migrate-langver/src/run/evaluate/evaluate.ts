/** Answers requests for evaluations, in the thread that it is called in. */
import type { ResolvedName } from "@lix-tools/eval-core";
import { makeLangver } from "@lix-tools/parser";
import type { Codemod } from "../../codemod.ts";
import { NameLog } from "../../observe/observed-names.ts";
import { codemods } from "../../registry.ts";
import { type Comparison, compareValues } from "../../verify/compare-values.ts";
import { findCulprit, type FileMigration, type RewrittenProgram } from "../../verify/find-culprit.ts";
import { failureOf, failures } from "../../verify/outcome.ts";
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
      return {
        kind: "compare",
        outcomes: task.targets.map((target) => compareTarget(settings, task.programs, target)),
      };
    case "blame":
      return blameFor(settings, task, known);
  }
}

type SurveyTask = Extract<EvaluationTask, { kind: "survey" }>;

function survey(settings: EvaluationSettings, { watch, programs, only }: SurveyTask): EvaluationAnswer {
  const log = new NameLog();
  const onName = watch === "names" ? { onName: (name: ResolvedName) => log.add(name) } : {};
  const subject = new Subject({ settings, programs, ...onName });
  const found = only === null ? surveyAll(settings, subject) : only.map((target) => subject.outcomeOf(target));
  const explained = subject.sources.explain(subject.machine.store.derivations.entries());
  return {
    kind: "survey",
    outcomes: found.map((outcome) => ({ ...outcome, hashes: [...(explained.get(outcome.outcome) ?? [])] })),
    names: log.finish(),
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

function compareTarget(settings: EvaluationSettings, programs: readonly RewrittenProgram[], target: Target): Outcome {
  return { target, outcome: comparisonOf(settings, programs, target), description: "", hashes: [] };
}

/** Returns `equal`, that the values could not be evaluated, or where they differ. */
function comparisonOf(settings: EvaluationSettings, programs: readonly RewrittenProgram[], target: Target): string {
  const [before, after] = [[], programs].map((rewritten) => {
    const subject = new Subject({ settings, programs: rewritten, timeLimit: comparisonLimit });
    try {
      return { value: subject.valueOf(target) };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  });
  if (before === undefined || after === undefined) return failures.exhausted;
  if (before.failure !== undefined || after.failure !== undefined) {
    return before.failure === after.failure
      ? (before.failure ?? "equal")
      : `${before.failure ?? "a value"} became ${after.failure ?? "a value"}`;
  }
  const lambdas = new LambdaTable(programs);
  return describeComparison(compareValues(before.value, after.value, (left, right) => lambdas.areSame(left, right)));
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
      ? shownOutcome(new Subject({ settings, programs: rewritten }).outcomeOf(target))
      : comparisonOf(settings, rewritten, target);
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
  const subject = new Subject({ settings, programs });
  subject.outcomeOf(target);
  return programs.filter(({ path }) => subject.evaluated.has(path));
}

function migrationOf(recipe: FileRecipe | undefined, known: readonly Codemod[]): FileMigration | null {
  if (recipe === undefined) return null;
  const { source, to, configured, rules, accepted, observed } = recipe;
  return {
    source,
    options: {
      to: makeLangver(to),
      codemods: known,
      isSelected: ({ id }) => rules.includes(id),
      accepted: new Set(accepted),
      verify: "parse",
      ...(configured === undefined ? {} : { configured: makeLangver(configured) }),
      ...(observed === undefined ? {} : { observed }),
    },
  };
}

/** Answers requests for evaluations, in the thread that it is called in. */
import { makeLangver } from "@lix-tools/parser";
import type { Codemod } from "../../codemod.ts";
import { NameLog } from "../../observe/observed-names.ts";
import { codemods } from "../../registry.ts";
import { type Comparison, compareValues } from "../../verify/compare-values.ts";
import { findCulprit, type FileMigration, type RewrittenProgram } from "../../verify/find-culprit.ts";
import { LenientForcer } from "../../verify/force-leniently.ts";
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
  const isWatched = watch === "names";
  const subject = new Subject({ settings, programs, ...(isWatched ? { onName: (name) => log.add(name) } : {}) });
  const found: { readonly target: Target; readonly outcome: string }[] = [];
  if (only !== null) for (const target of only) found.push({ target, outcome: subject.outcomeOf(target) });
  else {
    const forcer = new LenientForcer(subject.machine);
    // Most names in lists are looked up for descriptions of packages, of which no derivation path depends.
    const onDerivation = isWatched ? { onDerivation: forceMeta(forcer) } : {};
    for (const selection of settings.selections.keys()) {
      subject.walk(selection, onDerivation, (path, outcome) => {
        found.push({ target: { kind: "attribute", selection, path }, outcome });
      });
    }
  }
  const explained = subject.sources.explain(subject.machine.store.derivations.entries());
  const hashesOf = (outcome: string): string[] => [...(explained.get(outcome) ?? [])];
  return {
    kind: "survey",
    outcomes: found.map(({ target, outcome }) => ({ target, outcome, hashes: hashesOf(outcome) })),
    names: log.finish(),
    evaluated: [...subject.evaluated],
    readAsText: subject.sources.readAsText(),
    uncalled: [...subject.uncalled],
  };
}

function forceMeta(
  forcer: LenientForcer,
): (derivation: { get(name: string): Parameters<LenientForcer["force"]>[0] | undefined }) => void {
  return (derivation) => {
    const meta = derivation.get("meta");
    if (meta !== undefined) forcer.force(meta);
  };
}

/** Milliseconds for each side of a comparison of values. */
const comparisonLimit = 20_000;

function compareTarget(settings: EvaluationSettings, programs: readonly RewrittenProgram[], target: Target): Outcome {
  return { target, outcome: comparisonOf(settings, programs, target), hashes: [] };
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
      ? new Subject({ settings, programs: rewritten }).outcomeOf(target)
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

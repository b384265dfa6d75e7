/**
 * The way of one text to another dialect: freeze it, so that both dialects read it alike; switch, in one step that ends
 * with the clause; then write what the new dialect is for. Where the dialect stays there is only the one kind of rounds.
 * To features beyond Nix 2 it goes by Nix 2, so that every rewrite knows one dialect.
 *
 * A text that keeps anything the new dialect reads differently or refuses does not switch, and the reason is told.
 */
import {
  applyEdits,
  detectLangver,
  type Diagnostic,
  type Langver,
  makeLangver,
  parse,
  sortEdits,
  type Tree,
} from "@lix-tools/parser";
import type { Codemod } from "../codemod.ts";
import { codemodsToward, isBeyondNix2 } from "../registry.ts";
import { isFatal } from "./is-fatal.ts";
import { createOffsetMap, type OffsetMap, originalSpan } from "./offset-map.ts";
import {
  type AppliedRewrite,
  appliedInOriginal,
  inOriginal,
  planRound,
  type RefusedSite,
  type RoundsOptions,
  type RoundsResult,
  runRounds,
  toApplied,
  withHistory,
} from "./run-rounds.ts";

/** What becomes of a text that cannot switch: it stays as it was, or it keeps what was frozen. */
export type Unswitched = "unchanged" | "frozen";

export interface PhasesOptions extends RoundsOptions {
  /** `unchanged` if absent. */
  readonly unswitched?: Unswitched | undefined;
}

/** Returns the langvers a text comes to on its way, the last of them the one that is asked for. */
function legsTo(target: Langver, from: Langver): readonly Langver[] {
  return isBeyondNix2(target) && from.dialect !== "nix2_future" ? [makeLangver("nix2"), target] : [target];
}

/** Returns the codemods that may take part on the way from a langver to another. */
export function codemodsOn(from: Langver, target: Langver, among?: readonly Codemod[]): Codemod[] {
  const [leg = target, further] = legsTo(target, from);
  const first = codemodsToward(from, leg, among);
  return further === undefined ? first : [...new Set([...first, ...codemodsToward(leg, further, among)])];
}

/** Returns the text after all phases, with what was done and what was not. */
export function runPhases(start: Tree, options: PhasesOptions): RoundsResult {
  const [leg = options.target, further] = legsTo(options.target, start.langver);
  const first = runLeg(start, options, leg);
  if (further === undefined || first.failure !== null || !isReached(first.tree.langver, leg)) return first;
  const second = runLeg(first.tree, withHistory(options, first.history), further);
  const refused = inOriginal(second.refused, first.history);
  const isStuck = second.failure === null && !isReached(second.tree.langver, further);
  if (isStuck && options.codemods.some(isClauseBeyond)) return stayBefore(start, refused, options);
  return {
    ...second,
    applied: [...first.applied, ...appliedInOriginal(second.applied, first.history)],
    refused: [...first.refused, ...refused],
    rounds: first.rounds + second.rounds,
    history: [...first.history, ...second.history],
  };
}

function isClauseBeyond({ isClause, to }: Codemod): boolean {
  return isClause === true && to.includes("nix2-future");
}

/** A text that does not come further than Nix 2 was asked for something else; what is legal in both may be kept. */
function stayBefore(start: Tree, refused: readonly RefusedSite[], options: PhasesOptions): RoundsResult {
  const freezing = { ...options, codemods: options.codemods.filter(({ phase }) => phase === "freeze") };
  const frozen = runLeg(start, freezing, makeLangver("nix2"));
  return stay(start, { ...frozen, refused: [] }, refused, options);
}

/** Tells whether a text of one langver is what another asks for. Features that it has beside do not matter. */
function isReached(langver: Langver, target: Langver): boolean {
  if (target.dialect === "nix" || langver.dialect === "nix") return target.dialect === langver.dialect;
  return [...target.features].every((feature) => langver.features.has(feature));
}

function runLeg(start: Tree, { codemods, ...others }: PhasesOptions, target: Langver): RoundsResult {
  const own = codemodsToward(start.langver, target, codemods);
  return runToward(start, { ...others, codemods: own, target });
}

function runToward(start: Tree, options: PhasesOptions): RoundsResult {
  const ofPhase = (phase: Codemod["phase"]): Codemod[] => options.codemods.filter((codemod) => codemod.phase === phase);
  const switchers = ofPhase("switch");
  if (isReached(start.langver, options.target)) {
    return runRounds(start, { ...options, codemods: withoutSwitch(options, start) });
  }
  const freezing = switchers.length === 0 ? options : { ...options, ...unconditional };
  const clause = switchers.find(({ isClause }) => isClause === true);
  // Most texts have nothing that the new dialect refuses; then what finds it need not look.
  const quick = clause === undefined ? null : switchQuickly(start, { freezing, switchers, options });
  const frozen = quick?.frozen ?? runRounds(start, { ...freezing, codemods: ofPhase("freeze") });
  if (frozen.failure !== null || clause === undefined) return frozen;
  const step = quick?.step ?? switchDialect(frozen, switchers, options);
  if ("refused" in step) return stay(start, frozen, step.refused, options);
  const history = [...frozen.history, step.history];
  const idioms = runRounds(step.tree, withHistory({ ...options, codemods: ofPhase("idiom") }, history));
  return {
    ...idioms,
    applied: [...frozen.applied, ...step.applied, ...appliedInOriginal(idioms.applied, history)],
    refused: inOriginal(idioms.refused, history),
    rounds: frozen.rounds + 1 + idioms.rounds,
    history: [...history, ...idioms.history],
  };
}

interface QuickSwitch {
  readonly freezing: PhasesOptions;
  readonly switchers: readonly Codemod[];
  readonly options: PhasesOptions;
}

/** Freezes and switches without the codemods whose sites the new dialect refuses; null where it refuses something. */
function switchQuickly(
  start: Tree,
  { freezing, switchers, options }: QuickSwitch,
): { readonly frozen: RoundsResult; readonly step: Switched } | null {
  const codemods = options.codemods.filter(({ phase, isRefusedBySwitch }) => phase === "freeze" && !isRefusedBySwitch);
  const frozen = runRounds(start, { ...freezing, codemods });
  const step = frozen.failure === null ? switchDialect(frozen, switchers, options) : null;
  return step === null || "refused" in step ? null : { frozen, step };
}

/** A text changes its dialect with everything that needs rewriting for it, or not at all. */
const unconditional = { isWanted: undefined, choose: undefined } as const;

/**
 * In a text that has its dialect already, nothing is left to switch; what the new one is for may be left in Nix 2. The
 * idioms know lists without commas only.
 */
function withoutSwitch({ codemods }: PhasesOptions, { langver }: Tree): Codemod[] {
  const isNix2 = langver.dialect === "nix2";
  return codemods.filter(({ phase }) => phase === "freeze" || (isNix2 && phase === "idiom"));
}

/** The text in the new dialect, or why there is none. */
type Step = Switched | { readonly refused: readonly RefusedSite[] };

interface Switched {
  readonly tree: Tree;
  readonly applied: readonly AppliedRewrite[];
  readonly history: OffsetMap;
}

function switchDialect(
  { tree, history, refused }: RoundsResult,
  switchers: readonly Codemod[],
  options: PhasesOptions,
): Step {
  const { target, buffers } = options;
  const round = planRound(tree, withHistory({ ...options, ...unconditional, codemods: switchers }, history), 0);
  if (refused.length + round.refused.length > 0) return { refused: inOriginal(round.refused, history) };
  const left = leftOut(tree, options);
  if (left.length > 0) return { refused: inOriginal(left, history) };
  const edits = sortEdits(round.candidates.flatMap(({ rewrite }) => rewrite.edits));
  if ("conflict" in edits) throw new Error("rewrites that change the dialect overlap");
  const map = createOffsetMap(edits.sorted);
  const source = applyEdits(tree.source, edits.sorted);
  // The clause may name further features.
  const { langver } = detectLangver(source, { default: target });
  const read = parse(source, { langver, ...(buffers === undefined ? {} : { buffers }) });
  const errors = read.diagnostics.filter(isFatal);
  if (!read.isComplete || errors.length > 0) {
    return { refused: errors.map((error) => refusalOf(error, switchers, [...history, map])) };
  }
  const applied = round.candidates.map((candidate) => toApplied(candidate, "safe", history));
  return { tree: read.tree, applied, history: map };
}

/** Returns the sites of codemods that do not take part, although nothing may be left of what they freeze. */
function leftOut(tree: Tree, options: PhasesOptions): RefusedSite[] {
  const needed = codemodsToward(tree.langver, options.target).filter(
    (codemod) => codemod.phase !== "idiom" && !options.codemods.includes(codemod),
  );
  if (needed.length === 0) return [];
  const { candidates, refused } = planRound(tree, { ...options, ...unconditional, codemods: needed }, 0);
  const reason = `${nameOf(options.target)} reads this differently, and the rewrite is not selected`;
  const unmade = candidates.map(({ codemod, proposal }): RefusedSite => {
    return { codemod, reason, span: proposal.site, verdict: "gap", alternative: null };
  });
  return [...unmade, ...refused];
}

/** What the new dialect refuses and no codemod answers. */
function refusalOf(
  { message, span }: Diagnostic,
  switchers: readonly Codemod[],
  history: readonly OffsetMap[],
): RefusedSite {
  const codemod = switchers.find(({ isClause }) => isClause === true);
  if (codemod === undefined) throw new Error("a dialect is switched without a clause");
  const reason = `${codemod.to.includes("nix2") ? "Nix 2" : "the future edition"} refuses this: ${message}`;
  return { codemod, reason, span: originalSpan(history, span), verdict: "gap", alternative: null };
}

/** The text stays in its dialect. What kept it there is refused already or told by `further`. */
function stay(
  start: Tree,
  frozen: RoundsResult,
  further: readonly RefusedSite[],
  options: PhasesOptions,
): RoundsResult {
  const refused = [...frozen.refused, ...further];
  if (options.unswitched === "frozen") return { ...frozen, refused };
  return { ...frozen, tree: start, applied: [], refused, history: [] };
}

function nameOf(target: Langver): string {
  return isBeyondNix2(target) ? "the future edition" : "Nix 2";
}

/**
 * Rewrites one text until nothing is left to rewrite: detect, plan, merge, apply, parse, and again. Everything happens
 * in memory. A round that finds nothing costs one pass over the tree.
 */
import {
  applyEdits,
  type DeprecatedSite,
  detect,
  equalBytes,
  type LixVerdict,
  type Langver,
  parse,
  type ParserBuffers,
  type Span,
  sortEdits,
  type Tree,
} from "@lix-tools/parser";
import type { Codemod, Proposal, Rewrite } from "../codemod.ts";
import { createFileContext } from "../file-context.ts";
import { type Observation, sightingsOf } from "../observe/facts.ts";
import { isFatal } from "./is-fatal.ts";
import { compatibleRewrites } from "./merge-proposals.ts";
import { createOffsetMap, type OffsetMap, originalSpan } from "./offset-map.ts";

/** A rewrite that was made. */
export interface AppliedRewrite {
  readonly codemod: Codemod;
  readonly title: string;
  /** The sites it answers, as places of the text at the start. */
  readonly sites: readonly Span[];
  readonly safety: RewriteSafety;
  /** What was perhaps meant instead, if the codemod offers that. */
  readonly alternative: string | null;
}

/**
 * What a rewrite keeps: the meaning, for all inputs; the meaning in the evaluations that were watched; or what was
 * perhaps meant.
 */
export type RewriteSafety = "safe" | "observed" | "unsafe";

/** A site that is left. */
export interface RefusedSite {
  readonly codemod: Codemod;
  readonly reason: string;
  /** As a place of the text at the start. */
  readonly span: Span;
  /** What Lix does about it. */
  readonly verdict: LixVerdict;
  /** The rewrite that changes the meaning, if the codemod offers one. */
  readonly alternative: string | null;
}

/** Tells whether a site that is left keeps the file from being what it should be; idioms only make it nicer. */
export function isRequired({ codemod }: RefusedSite): boolean {
  return codemod.phase !== "idiom";
}

/** A candidate: the rewrite of a proposal that may be made. */
export interface Candidate {
  readonly codemod: Codemod;
  readonly proposal: Proposal;
  readonly rewrite: Rewrite;
  /** Counts the candidates of a round, so that one of them can be named. */
  readonly number: number;
  readonly round: number;
}

export interface RoundsOptions {
  readonly codemods: readonly Codemod[];
  readonly target: Langver;
  /** Takes the alternatives of proposals and nothing else. */
  readonly safety: "safe" | "unsafe";
  readonly buffers?: ParserBuffers | undefined;
  /** Says which candidates to make; all if absent. */
  readonly isWanted?: ((candidate: Candidate) => boolean) | undefined;
  /** Says which rewrites somebody chose, by their places in the text at the very start; the others are left. */
  readonly choose?: ((rewrite: AppliedRewrite) => boolean) | undefined;
  /** Leads from the text the rounds begin with back to the one at the very start. */
  readonly past?: readonly OffsetMap[] | undefined;
  /** What was seen of the text in evaluations. */
  readonly observed?: Observed | undefined;
}

/** What was seen of a text, and the way to it from the text the rounds begin with. */
export interface Observed extends Observation {
  readonly history: readonly OffsetMap[];
}

export interface RoundsResult {
  readonly tree: Tree;
  readonly applied: readonly AppliedRewrite[];
  readonly refused: readonly RefusedSite[];
  readonly rounds: number;
  /** Leads from the tree back to the text at the start. */
  readonly history: readonly OffsetMap[];
  /** Why the rewriting had to be given up, or null. The tree is the last good one. */
  readonly failure: RoundsFailure | null;
}

export interface RoundsFailure {
  readonly reason: string;
  /** The codemods of the last round. */
  readonly codemods: readonly Codemod[];
}

/** Rounds that any honest text needs stay far below this. */
const mostRounds = 100;

/** Returns the text after all rewrites, with what was done and what was not. */
export function runRounds(start: Tree, options: RoundsOptions): RoundsResult {
  const applied: AppliedRewrite[] = [];
  const history: OffsetMap[] = [];
  const seen: Uint8Array[] = [];
  let tree = start;
  for (let round = 0; ; round++) {
    const { candidates, refused } = planRound(tree, withHistory(options, history), round);
    const made = compatibleRewrites(candidates);
    const done = { tree, applied, refused: inOriginal(refused, history), rounds: round, history, failure: null };
    if (made.length === 0) return done;
    const makers = [...new Set(made.map(({ codemod }) => codemod))];
    seen.push(tree.source);
    if (round === mostRounds) return { ...done, failure: { reason: "the rewrites come to no end", codemods: makers } };
    const edits = sortEdits(made.flatMap(({ rewrite }) => rewrite.edits));
    if ("conflict" in edits) throw new Error("rewrites that were found compatible overlap");
    const next = reparse(applyEdits(tree.source, edits.sorted), tree.langver, options.buffers);
    if (typeof next === "string") return { ...done, failure: { reason: next, codemods: makers } };
    if (seen.some((source) => equalBytes(source, next.source))) {
      return { ...done, failure: { reason: "the rewrites undo one another", codemods: makers } };
    }
    applied.push(...made.map((candidate) => toApplied(candidate, options.safety, history)));
    const isLast =
      options.safety === "safe" && made.length === candidates.length && makers.every(({ isFinal }) => isFinal === true);
    history.push(createOffsetMap(edits.sorted));
    tree = next;
    if (isLast) return { ...done, tree, rounds: round + 1 };
  }
}

/** Returns the options for a text that is some rounds further. */
export function withHistory<Options extends RoundsOptions>(options: Options, further: readonly OffsetMap[]): Options {
  if (further.length === 0) return options;
  const { observed, past = [] } = options;
  const seen = observed === undefined ? undefined : { ...observed, history: [...observed.history, ...further] };
  return { ...options, observed: seen, past: [...past, ...further] };
}

/** The answers to the sites of one tree. */
export interface Round {
  readonly candidates: readonly Candidate[];
  readonly refused: readonly RefusedSite[];
}

/** Returns what the codemods want to do to a tree. */
export function planRound(tree: Tree, options: RoundsOptions, round: number): Round {
  const { codemods, target, safety, isWanted, choose, past = [], observed } = options;
  const sites = detectSites(tree, codemods);
  const candidates: Candidate[] = [];
  const refused: RefusedSite[] = [];
  if (sites.size === 0) return { candidates, refused };
  const sightings = observed === undefined ? undefined : sightingsOf(tree, observed.history, observed);
  const file = createFileContext(tree, target, sightings);
  let number = 0;
  for (const [codemod, found] of sites) {
    const verdicts = new Map(found.map(({ span, verdict }) => [span.start, verdict]));
    for (const proposal of codemod.plan(file, found)) {
      const rewrite = safety === "safe" ? proposal.rewrite : proposal.alternative;
      if (rewrite === undefined) {
        refused.push(...toRefused(codemod, proposal, verdicts));
        continue;
      }
      const candidate = { codemod, proposal, number: number++, round };
      if (isWanted?.({ ...candidate, rewrite }) === false) continue;
      if (choose?.(toApplied({ ...candidate, rewrite }, safety, past)) === false) {
        refused.push(...declined(codemod, proposal));
      } else candidates.push({ ...candidate, rewrite });
    }
  }
  return { candidates, refused };
}

/** Returns the sites of each codemod that has some, in the order of the codemods. */
function detectSites(tree: Tree, codemods: readonly Codemod[]): ReadonlyMap<Codemod, readonly DeprecatedSite[]> {
  const found = detect(
    tree,
    codemods.map(({ detector }) => detector),
  );
  const sites = new Map<Codemod, DeprecatedSite[]>();
  if (found.length === 0) return sites;
  for (const codemod of codemods) {
    const own = found.filter(({ detector }) => detector === codemod.detector).map(({ site }) => site);
    if (own.length > 0) sites.set(codemod, own);
  }
  return sites;
}

function toRefused(codemod: Codemod, proposal: Proposal, verdicts: ReadonlyMap<number, LixVerdict>): RefusedSite[] {
  const { site, covers = [], refusal = "", alternative } = proposal;
  return [site, ...covers].map((span) => {
    const verdict = verdicts.get(span.start) ?? "error";
    return { codemod, reason: refusal, span, verdict, alternative: alternative?.title ?? null };
  });
}

/** Nobody is to be bothered again with what was offered and not chosen. */
function declined(codemod: Codemod, { site, covers = [] }: Proposal): RefusedSite[] {
  const reason = "it was declined";
  return [site, ...covers].map((span) => ({ codemod, reason, span, verdict: "gap", alternative: null }));
}

/** Returns the account of a rewrite that is made. */
export function toApplied(
  { codemod, proposal: { site, covers = [], isObserved, alternative }, rewrite: { title } }: Candidate,
  safety: "safe" | "unsafe",
  history: readonly OffsetMap[],
): AppliedRewrite {
  const sites = [site, ...covers].map((span) => originalSpan(history, span));
  const shown = isObserved === true ? "observed" : safety;
  return { codemod, title, sites, safety: shown, alternative: alternative?.title ?? null };
}

/** Returns the sites as places of the text at the start. */
export function inOriginal(refused: readonly RefusedSite[], history: readonly OffsetMap[]): RefusedSite[] {
  return refused.map((entry) => ({ ...entry, span: originalSpan(history, entry.span) }));
}

/** Returns the rewrites with their sites as places of the text at the start. */
export function appliedInOriginal(applied: readonly AppliedRewrite[], history: readonly OffsetMap[]): AppliedRewrite[] {
  return applied.map((entry) => ({ ...entry, sites: entry.sites.map((span) => originalSpan(history, span)) }));
}

/** Returns the tree of the new text, or why it is none. */
function reparse(source: Uint8Array, langver: Langver, buffers: ParserBuffers | undefined): Tree | string {
  const { tree, diagnostics, isComplete } = parse(source, { langver, ...(buffers === undefined ? {} : { buffers }) });
  const error = diagnostics.find(isFatal);
  if (isComplete && error === undefined) return tree;
  return `the new text does not parse: ${error?.message ?? "incomplete"}`;
}

/**
 * Translation validation: whether an old and a new text of a file say the same. Every step is independent of the
 * codemods: the new text is parsed in the target langver, both trees are lowered to core terms, and the terms compared.
 */
import { mapChildren, findDifference, lowerTree, type Term } from "@lix-tools/eval-core";
import type { Span, Tree } from "@lix-tools/parser";
import type { CoreLaw } from "./law.ts";
import { applyAtSites, type LawAtSites } from "./at-sites.ts";

/** How far a proof goes. */
export type VerificationLevel = "parse" | "core";

/**
 * What was shown of a file: nothing, that the new text is accepted, that both are core-equal, equal by laws, or equal
 * where what evaluations have shown is so.
 */
export type Verification = "none" | "parse" | "core" | "law" | "observed";

/** What a proof came to: the level it reached, or where the programs part. */
export type Verdict = { readonly verification: Exclude<Verification, "none"> } | { readonly mismatch: Mismatch };

/** Where and why a proof failed. */
export interface Mismatch {
  readonly before: Span;
  readonly after: Span;
  readonly reason: string;
}

/** Two texts of a file; the new one without syntax errors. */
export interface ProofTask {
  readonly before: Tree;
  readonly after: Tree;
  /** The laws the rewrites rely on; none where they promise core equality. */
  readonly laws: readonly CoreLaw[];
  /** The laws that hold where a rewrite was made, and where that is. */
  readonly atSites?: readonly LawAtSites[];
}

/** Returns whether the two texts are core-equal, by laws where some are given. */
export function proveCoreEqual({ before, after, laws, atSites = [] }: ProofTask): Verdict {
  const old = lowerTree(before).term;
  const right = lowerTree(after).term;
  const left = atSites.length === 0 ? old : applyAtSites(old, atSites, deepestTerm);
  if (left === null) return { mismatch: tooDeep(old, right) };
  const verdict = compareTerms(left, right, laws);
  if ("mismatch" in verdict) return verdict;
  if (atSites.some(({ sites }) => sites.hasObserved())) return { verification: "observed" };
  return left === old ? verdict : { verification: "law" };
}

function compareTerms(left: Term, right: Term, laws: readonly CoreLaw[]): Verdict {
  const difference = findDifference(left, right);
  if (difference === null) return { verification: "core" };
  const mismatch = { before: difference.left, after: difference.right, reason: difference.reason };
  if (laws.length === 0) return { mismatch };
  return proveByLaws(left, right, laws) ?? { mismatch };
}

/** A term deeper than this is not rewritten by laws; far below what the stack can take. */
const deepestTerm = 1000;

/** What a law makes may be what another one applies to, further out or further in: a pass may leave work to the next. */
const mostPasses = 3;

function proveByLaws(left: Term, right: Term, laws: readonly CoreLaw[]): Verdict | null {
  let [before, after]: [Term | null, Term | null] = [left, right];
  for (let pass = 1; ; pass++) {
    before = normalize(before, laws, 0);
    after = normalize(after, laws, 0);
    if (before === null || after === null) return { mismatch: tooDeep(left, right) };
    const difference = findDifference(before, after);
    if (difference === null) return { verification: "law" };
    const { left: old, right: made, reason } = difference;
    if (pass === mostPasses) return { mismatch: { before: old, after: made, reason } };
  }
}

function tooDeep(left: Term, right: Term): Mismatch {
  return { before: left.origin, after: right.origin, reason: "nested too deep to prove" };
}

/** Applies the laws to all parts and then to the term, until none applies; null where the term is too deep. */
function normalize(term: Term, laws: readonly CoreLaw[], depth: number): Term | null {
  if (depth > deepestTerm) return null;
  let isTooDeep = false;
  const prepared = laws.reduce((current, law) => (law.isFirst === true ? law.apply(current) : current), term);
  let current = mapChildren(prepared, (part) => {
    const done = isTooDeep ? null : normalize(part, laws, depth + 1);
    isTooDeep ||= done === null;
    return done ?? part;
  });
  if (isTooDeep) return null;
  for (let next = applyLaws(current, laws); next !== current; next = applyLaws(current, laws)) current = next;
  return current;
}

function applyLaws(term: Term, laws: readonly CoreLaw[]): Term {
  return laws.reduce((current, law) => law.apply(current), term);
}

/**
 * The state of one comparison of two programs: what is still to compare, and the pairs of binders around it. An
 * explicit stack, so that depth is no concern; pushed last is compared first.
 */
import { unicodeOf } from "@lix-tools/parser";
import type { Binder, BinderChain } from "./binder.ts";
import type { SlotKeys } from "./normal-form.ts";
import type { LetPairing } from "./slot-pairing.ts";
import type { AttributeName, LetTerm, Origin, Term } from "./term.ts";

/** The place where two programs part. */
export interface Mismatch {
  readonly left: Origin;
  readonly right: Origin;
  /** What differs: lower case, source text in backquotes, the left program's first. */
  readonly reason: string;
}

/** Two binders that stand at the same place of both programs, with those around them. */
export interface BinderPair {
  readonly left: BinderChain;
  readonly right: BinderChain;
  /** Null unless both are `let`s. */
  readonly pairing: LetPairing | null;
  readonly outer: BinderPair | null;
}

/** Returns the scope inside two binders. */
export function pairBinders(
  left: Binder,
  right: Binder,
  pairing: LetPairing | null,
  outer: BinderPair | null,
): BinderPair {
  return {
    left: { binder: left, outer: outer?.left ?? null },
    right: { binder: right, outer: outer?.right ?? null },
    pairing,
    outer,
  };
}

/** Two terms to compare in a scope, or two `let`s whose slots without a use are left to compare. */
export type Job =
  | { readonly task: "compare"; readonly left: Term; readonly right: Term; readonly scope: BinderPair | null }
  | FinishJob;

/** All uses in two `let`s are compared; what none of them has met is left. */
export interface FinishJob {
  readonly task: "finish";
  readonly left: LetTerm;
  readonly right: LetTerm;
  readonly scope: BinderPair;
}

export interface Comparison {
  readonly jobs: Job[];
  readonly keys: SlotKeys;
}

/** Queues two terms. */
export function pushTerms(comparison: Comparison, left: Term, right: Term, scope: BinderPair | null): void {
  comparison.jobs.push({ task: "compare", left, right, scope });
}

/** Two things inside two terms, for parts that have no origin of their own. */
export interface Sides<Part> {
  readonly left: Part;
  readonly right: Part;
  readonly leftTerm: Term;
  readonly rightTerm: Term;
}

/** Queues two attribute names, or returns how they differ. */
export function compareNames(
  comparison: Comparison,
  { left, right, leftTerm, rightTerm }: Sides<AttributeName>,
  scope: BinderPair | null,
): Mismatch | null {
  if (typeof left === "object" && typeof right === "object") pushTerms(comparison, left, right, scope);
  else if (left !== right)
    return mismatch(leftTerm, rightTerm, `different attributes: ${nameText(left)} and ${nameText(right)}`);
  return null;
}

/** Returns the mismatch of two things with an origin. */
export function mismatch(
  left: { readonly origin: Origin },
  right: { readonly origin: Origin },
  reason: string,
): Mismatch {
  return { left: left.origin, right: right.origin, reason };
}

function nameText(name: AttributeName): string {
  return typeof name === "string" ? quote(name) : "a computed one";
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0" };

/** Returns bytes in backquotes on one line, shortened where they are many. */
export function quote(text: string): string {
  const limit = 60;
  const shown = unicodeOf(text);
  const short = shown.length <= limit ? shown : `${shown.slice(0, limit)}…`;
  return `\`${short.replaceAll(/[\n\r\t\0]/g, (char) => escapes[char] ?? char)}\``;
}

/**
 * Which of many fixes can be made together. Safe fixes only need edits that do not touch; whether together they still
 * mean the same is proven afterwards. Unsafe fixes get their whole region for themselves.
 */
import type { Span, TextEdit } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import type { RuleFix } from "../engine/rule.ts";

/** A finding with the fix to make for it. */
export interface Candidate {
  readonly finding: Finding;
  readonly fix: RuleFix;
}

/** Returns the first fixes in order of the source that do not get in each other's way. */
export function chooseCompatible(candidates: readonly Candidate[]): Candidate[] {
  const taken: Span[] = [];
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    const spans =
      candidate.fix.safety === "safe" ? candidate.fix.edits.map(({ span }) => span) : [regionOf(candidate.fix.edits)];
    if (spans.some((span) => taken.some((other) => touch(span, other)))) continue;
    taken.push(...spans);
    chosen.push(candidate);
  }
  return chosen;
}

function regionOf(edits: readonly TextEdit[]): Span {
  return {
    start: Math.min(...edits.map(({ span }) => span.start)),
    end: Math.max(...edits.map(({ span }) => span.end)),
  };
}

/** Two insertions at one place touch: their order would be chance. */
function touch(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

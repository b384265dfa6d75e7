/**
 * Where and why two programs part, for people: the first place in the order of the source at which their normal forms
 * differ, as a span of each source, and a sentence.
 */
import type { Span } from "@lix-tools/parser";
import { findMismatch } from "./equal.ts";
import type { Term } from "./term.ts";

/** The first difference between two programs. */
export interface Difference {
  /** Where the first program differs, as bytes of its source. */
  readonly left: Span;
  /** Where the second program differs, as bytes of its source. */
  readonly right: Span;
  /** What differs: lower case, no full stop, the first program's side first. */
  readonly reason: string;
}

/** Returns where two programs part, or null where they are core-equal. */
export function findDifference(left: Term, right: Term): Difference | null {
  const found = findMismatch(left, right);
  if (found === null) return null;
  return { left: spanOf(found.left), right: spanOf(found.right), reason: found.reason };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

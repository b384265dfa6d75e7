/**
 * The proof behind every safe fix: both texts are lowered to core terms, both are simplified by the laws of
 * `simplify.ts`, and the results must be core-equal. A fix is not believed because its rule is clever; it is believed
 * because this says so, each time it is applied.
 */
import { coreEqual, findDifference, lowerTree, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "@lix-tools/migrate-langver/codemods";
import type { Tree } from "@lix-tools/parser";
import { mapParts } from "./map-term.ts";
import { simplify } from "./simplify.ts";

/** Returns null if both trees mean the same in every environment, or what stands against it. */
export function prove(before: Tree, after: Tree, laws: readonly CoreLaw[] = []): string | null {
  const left = lowerTree(before).term;
  const right = lowerTree(after).term;
  if (coreEqual(left, right)) return null;
  const simpler = trySimplify(left, right, laws);
  if (simpler === null) return "the program is nested too deeply";
  return findDifference(simpler.left, simpler.right)?.reason ?? null;
}

/** The simplifier recurses; programs deeper than its stack stay unproven. */
function trySimplify(
  left: Term,
  right: Term,
  laws: readonly CoreLaw[],
): { readonly left: Term; readonly right: Term } | null {
  try {
    return { left: simplify(applyLaws(left, laws)), right: simplify(applyLaws(right, laws)) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Applies the laws to all parts and then to the term, until none applies. */
function applyLaws(term: Term, laws: readonly CoreLaw[]): Term {
  if (laws.length === 0) return term;
  let current = mapParts(term, (part) => applyLaws(part, laws));
  for (;;) {
    const next = laws.reduce((made, law) => law.apply(made), current);
    if (next === current) return current;
    current = next;
  }
}

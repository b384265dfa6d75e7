/**
 * The proof behind every safe fix: both texts are lowered to core terms, both are simplified by the laws of
 * `simplify.ts`, and the results must be core-equal. A fix is not believed because its rule is clever; it is believed
 * because this says so, each time it is applied.
 */
import { coreEqual, findDifference, lowerTree, type Term } from "@lix-tools/eval-core";
import type { Tree } from "@lix-tools/parser";
import { simplify } from "./simplify.ts";

/** Returns null if both trees mean the same in every environment, or what stands against it. */
export function prove(before: Tree, after: Tree): string | null {
  const left = lowerTree(before).term;
  const right = lowerTree(after).term;
  if (tryEqual(left, right) === true) return null;
  const simpler = trySimplify(left, right);
  if (simpler === null) return "the program is nested too deeply";
  return findDifference(simpler.left, simpler.right)?.reason ?? null;
}

function tryEqual(left: Term, right: Term): boolean {
  return coreEqual(left, right);
}

/** The simplifier recurses; programs deeper than its stack stay unproven. */
function trySimplify(left: Term, right: Term): { readonly left: Term; readonly right: Term } | null {
  try {
    return { left: simplify(left), right: simplify(right) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

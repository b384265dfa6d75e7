/**
 * Chooses among rewrites those that can be made together. Two rewrites are in each other's way if they change the same
 * bytes, or one inserts where the other changes something; then the one that comes first in the list is made, and the
 * other has to wait for the next round, when it is planned anew on the new text.
 */
import type { Rewrite } from "../codemod.ts";

/** An edit and the number of its rewrite. */
interface Claim {
  readonly start: number;
  readonly end: number;
  readonly owner: number;
}

/** Returns the rewrites to make now, in their order. */
export function compatibleRewrites<Candidate extends { readonly rewrite: Rewrite }>(
  candidates: readonly Candidate[],
): Candidate[] {
  const rivals = findRivals(candidates);
  const made = new Set<number>();
  return candidates.filter((_, number) => {
    const isBlocked = rivals.get(number)?.some((rival) => made.has(rival)) ?? false;
    if (!isBlocked) made.add(number);
    return !isBlocked;
  });
}

/** Returns for every rewrite those that are in its way. */
function findRivals(candidates: readonly { readonly rewrite: Rewrite }[]): Map<number, number[]> {
  const claims = candidates
    .flatMap(({ rewrite }, owner) => rewrite.edits.map(({ span }): Claim => ({ ...span, owner })))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const rivals = new Map<number, number[]>();
  let open: Claim[] = [];
  for (const claim of claims) {
    open = open.filter((other) => other.end >= claim.start);
    for (const other of open) {
      if (other.owner === claim.owner || !isInTheWay(other, claim)) continue;
      rivals.set(claim.owner, [...(rivals.get(claim.owner) ?? []), other.owner]);
      rivals.set(other.owner, [...(rivals.get(other.owner) ?? []), claim.owner]);
    }
    open.push(claim);
  }
  return rivals;
}

/** `first` starts no later than `second` and reaches it. Two replacements may touch, an insertion may not. */
function isInTheWay(first: Claim, second: Claim): boolean {
  const touches = first.end === second.start;
  return !touches || first.start === first.end || second.start === second.end;
}

/**
 * Laws at the places that rewrites answer. A rewrite that rests on what was observed is its law under an assumption about
 * the old program: that what was seen at this place always holds. A rewrite that rests on the text is the law itself.
 */
import { mapChildren, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "./law.ts";
import type { LawSites } from "./law-sites.ts";

/** A law and where rewrites rely on it. */
export interface LawAtSites {
  readonly law: CoreLaw;
  readonly sites: LawSites;
}

/** Returns the old program with the laws applied at their sites; null where it is too deep. */
export function applyAtSites(term: Term, laws: readonly LawAtSites[], depthLeft: number): Term | null {
  if (depthLeft === 0) return null;
  const first = laws.filter(({ law }) => law.isFirst === true);
  let prepared = term;
  for (let next = applyOnce(prepared, first); next !== prepared; next = applyOnce(prepared, first)) prepared = next;
  let isTooDeep = false;
  const mapped = mapChildren(prepared, (part) => {
    const done = isTooDeep ? null : applyAtSites(part, laws, depthLeft - 1);
    isTooDeep ||= done === null;
    return done ?? part;
  });
  return isTooDeep ? null : applyOnce(mapped, laws);
}

function applyOnce(term: Term, laws: readonly LawAtSites[]): Term {
  return laws.reduce((current, { law, sites }) => law.applyAt?.(current, sites) ?? current, term);
}

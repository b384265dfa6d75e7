/**
 * Adding and removing binders of core terms, whose variables count binders outwards.
 */
import { mapChildren, Tag, type Term } from "@lix-tools/eval-core";

/** Returns the term as it stands under one more binder than before. */
export function underNewBinder(term: Term, depth: number = 0): Term {
  if (term.tag === Tag.Bound) return term.depth >= depth ? { ...term, depth: term.depth + 1 } : term;
  return mapChildren(term, (part, binders) => underNewBinder(part, depth + binders));
}

/** Returns the term as it stands without the binder `depth` binders out; the term must not use it. */
export function withoutBinder(term: Term, depth: number = 0): Term {
  if (term.tag === Tag.Bound) return term.depth > depth ? { ...term, depth: term.depth - 1 } : term;
  return mapChildren(term, (part, binders) => withoutBinder(part, depth + binders));
}

/** Tells whether the term has a variable of the binder `depth` binders out. */
export function usesBinder(term: Term, depth: number = 0): boolean {
  if (term.tag === Tag.Bound) return term.depth === depth;
  let found = false;
  mapChildren(term, (part, binders) => {
    found ||= usesBinder(part, depth + binders);
    return part;
  });
  return found;
}

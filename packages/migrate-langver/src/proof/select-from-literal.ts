/**
 * `(rec { bs }).x = let bs in x`, for a static `x` of the set, which has no computed names and no `__overrides`; and the
 * same for a plain set, whose bindings use none of the names.
 *
 * Making such a set forces nothing, selecting from it forces `x` alone, and both scopes hold the same names.
 */
import { type LetTerm, mapChildren, type SelectTerm, type SetTerm, shift, Tag, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "./law.ts";

/** Selecting from a literal is a `let`. */
export const selectFromLiteral: CoreLaw = {
  name: "select-from-literal",
  statement: "`(rec { bs }).x` is `let bs in x` where `x` is static and the set has no computed names",
  apply(term) {
    if (term.tag !== Tag.Select || term.value.tag !== Tag.Set || typeof term.name !== "string") return term;
    const set = term.value;
    const isStatic = set.dynamics.length === 0 && set.splats.length === 0 && set.overrides < 0;
    return isStatic ? toLet(term, set, term.name) : term;
  },
};

function toLet(select: SelectTerm, set: SetTerm, name: string): Term {
  const slot = set.statics.findIndex((candidate) => candidate.name === name);
  if (slot < 0) return select;
  const { origin } = select;
  const body: Term = { tag: Tag.Bound, origin, depth: 0, slot, name };
  const { froms, statics: slots }: SetTerm = set.recursive ? set : recursiveSet(set);
  const result: LetTerm = { tag: Tag.Let, origin, froms, slots, body };
  return result;
}

/** A plain set as a recursive one, which puts a binder around its parts. */
function recursiveSet(set: SetTerm): SetTerm {
  const shifted = mapChildren(set, (part) => shift(part, 1));
  return shifted.tag === Tag.Set ? { ...shifted, recursive: true } : set;
}

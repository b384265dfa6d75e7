/**
 * `let bs in { inherit names; ${k} = v; } = rec { bs; ${k} = v; }`, where the set inherits every name of the `let`
 *
 * A computed name and its value see the names of a recursive set and are none of them, as in the body of the `let`. In
 * both the computed names are forced with the set, a null name leaves its attribute out and a name that is there twice
 * fails. The binder stays where it was, so no variable changes. A set that uses none of its own names is no binder at
 * all: the lowering makes it a plain set, and so does the law.
 */
import { type LetTerm, type SetTerm, type Slot, Tag, type Term } from "@lix-tools/eval-core";
import { asPlainIfUnused } from "./unused-binder.ts";
import type { CoreLaw } from "./law.ts";

/** A `let` around a set of its names and computed ones is a recursive set. */
export const recursiveDynamics: CoreLaw = {
  name: "recursive-dynamics",
  statement: "`let bs in { inherit names; ${k} = v; }` is `rec { bs; ${k} = v; }`",
  apply(term) {
    if (term.tag !== Tag.Let || term.body.tag !== Tag.Set || term.body.recursive) return term;
    const set = term.body;
    if (set.dynamics.length === 0 || set.splats.length > 0 || set.froms.length > 0) return term;
    const statics = namedSlots(term, set);
    return statics === null ? term : toSet(term, set, statics);
  },
};

/** Returns the slots of the `let` under the names of the set's attributes, or null unless each has exactly one. */
function namedSlots({ slots }: LetTerm, { statics }: SetTerm): Slot[] | null {
  if (slots.length !== statics.length) return null;
  const named = new Map<number, Slot>();
  for (const { name, origin, value } of statics) {
    const slot = value.tag === Tag.Bound && value.depth === 0 ? slots[value.slot] : undefined;
    if (slot === undefined || value.tag !== Tag.Bound) return null;
    named.set(value.slot, { name, origin, value: slot.value });
  }
  const inOrder = slots.flatMap((_, index) => named.get(index) ?? []);
  return inOrder.length === slots.length ? inOrder : null;
}

function toSet({ origin, froms }: LetTerm, { dynamics, splats, overrides }: SetTerm, statics: readonly Slot[]): Term {
  const set: SetTerm = { tag: Tag.Set, origin, recursive: true, froms, statics, dynamics, splats, overrides };
  return asPlainIfUnused(set);
}

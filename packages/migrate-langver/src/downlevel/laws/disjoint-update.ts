/**
 * `{ bs } // e1 // … // en` = `{ bs; *e1; … *en; }`, where the names that each of them can have are known and no name is
 * in two; and `{ bs; *{ cs }; }` = `{ bs; cs }`, where `cs` has no computed names and no name of `bs`
 *
 * All sets are forced in both, in the same order, and nothing in them.
 */
import { type SetTerm, type Slot, Tag, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { areDisjoint, type KnownNames } from "../known-names.ts";

/** An update with other names is unpacking. */
export const disjointUpdate: CoreLaw = {
  name: "disjoint-update",
  statement:
    "`{ bs } // e` is `{ bs; *e; }` where both cannot have a name in common, and unpacking a literal writes it out",
  apply(term) {
    if (term.tag === Tag.Set) return mergeLiteral(term);
    if (term.tag !== Tag.Binary || term.operator !== "update") return term;
    const { left } = term;
    if (left.tag !== Tag.Set || left.recursive) return term;
    const parts = operandsOf(term.right);
    if (!areDisjoint([namesOfTerm(left), ...parts.map(namesOfTerm)])) return term;
    return mergeLiteral({ ...left, splats: [...left.splats, ...parts] });
  },
};

function operandsOf(term: Term): Term[] {
  const operands: Term[] = [];
  let rest = term;
  for (; rest.tag === Tag.Binary && rest.operator === "update"; rest = rest.right) operands.push(rest.left);
  return [...operands, rest];
}

function namesOfTerm(term: Term): KnownNames {
  switch (term.tag) {
    case Tag.Set:
      return term.dynamics.length > 0 ? null : union([namesOfSlots(term.statics), ...term.splats.map(namesOfTerm)]);
    case Tag.If:
      return union([namesOfTerm(term.consequence), namesOfTerm(term.alternative)]);
    case Tag.Let:
    case Tag.With:
    case Tag.Assert:
      return namesOfTerm(term.body);
    default:
      return null;
  }
}

function namesOfSlots(slots: readonly Slot[]): ReadonlySet<string> {
  return new Set(slots.map(({ name }) => name));
}

function union(sets: readonly KnownNames[]): KnownNames {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const name of set) all.add(name);
  }
  return all;
}

/** Writes out the first literal that is unpacked. */
function mergeLiteral(set: SetTerm): SetTerm {
  if (set.recursive) return set;
  const names = namesOfSlots(set.statics);
  for (const [index, splat] of set.splats.entries()) {
    if (splat.tag !== Tag.Set || splat.recursive || splat.dynamics.length > 0) continue;
    if (splat.statics.some(({ name }) => names.has(name))) continue;
    const splats = [...set.splats.slice(0, index), ...splat.splats, ...set.splats.slice(index + 1)];
    const statics = [...set.statics, ...shifted(splat.statics, set.froms.length)];
    return { ...set, froms: [...set.froms, ...splat.froms], statics, splats };
  }
  return set;
}

function shifted(slots: readonly Slot[], by: number): Slot[] {
  return slots.map((slot) => {
    const { value } = slot;
    return value.tag === "from" ? { ...slot, value: { ...value, from: value.from + by } } : slot;
  });
}

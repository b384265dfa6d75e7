/**
 * `{ bs } // e` = `{ bs; *e; }` and `e // { bs }` = `{ *e; bs }`, where the names that both can have are known and none is
 * in both; and `{ bs; *{ cs }; }` = `{ bs; cs }`, where `cs` has no computed names and no name of `bs`
 *
 * All sets are forced in both, in the same order, and nothing in them. `//` is associative, so neighbours in a chain can
 * be joined wherever they stand.
 */
import { type BinaryTerm, type SetTerm, type Slot, Tag, type Term } from "@lix-tools/eval-core";
import type { Grounds } from "../../proof/law-sites.ts";
import type { CoreLaw } from "../../proof/law.ts";
import { areDisjoint, joinNames, type KnownNames } from "../known-names.ts";

/** An update with other names is unpacking. */
export const disjointUpdate: CoreLaw = {
  name: "disjoint-update",
  statement:
    "`{ bs } // e` is `{ bs; *e; }` where both cannot have a name in common, and unpacking a literal writes it out",
  apply(term) {
    if (term.tag === Tag.Set) return mergeLiteral(term);
    return term.tag === Tag.Binary && term.operator === "update" ? join(term, () => "text") : term;
  },
  // Of a chain, what the rewrite joined; that a name is never in two sets may be an observation.
  applyAt(term, sites) {
    if (term.tag !== Tag.Binary || term.operator !== "update") return term;
    return join(term, (left, right) => sites.groundsIn({ start: left.origin.end, end: right.origin.start }));
  },
};

/** Joins the first operand of a chain with those behind it, as far as there are grounds and the law holds. */
function join(update: BinaryTerm, groundsFor: (left: Term, right: Term) => Grounds | null): Term {
  let joined = update.left;
  const left = operandsOf(update.right);
  for (let [next] = left; next !== undefined; [next] = left) {
    const grounds = groundsFor(joined, next);
    const set = grounds === null ? null : joinTwo(joined, next, grounds);
    if (set === null) break;
    joined = set;
    left.shift();
  }
  if (joined === update.left) return update;
  const operands = [joined, ...left];
  return operands.reduceRight((right, operand): Term => ({ ...update, left: operand, right }));
}

/** Returns one set of two operands; by the text alone only where one of them is a literal. */
function joinTwo(left: Term, right: Term, grounds: Grounds): SetTerm | null {
  if (grounds === "text" && !areDisjoint([namesOfTerm(left), namesOfTerm(right)])) return null;
  const origin = { start: left.origin.start, end: right.origin.end };
  if (isPlain(left)) return mergeLiteral({ ...left, origin, splats: [...left.splats, right] });
  // What stands first is evaluated first; a literal without computed names evaluates nothing.
  if (isPlain(right)) return { ...right, origin, splats: [left, ...right.splats] };
  return grounds === "text" ? null : { ...noNames, origin, splats: [left, right] };
}

const noNames: Omit<SetTerm, "origin"> = {
  tag: Tag.Set,
  recursive: false,
  froms: [],
  statics: [],
  dynamics: [],
  splats: [],
  overrides: -1,
};

function isPlain(term: Term): term is SetTerm {
  return term.tag === Tag.Set && !term.recursive && term.dynamics.length === 0;
}

function operandsOf(term: Term): Term[] {
  const operands: Term[] = [];
  let rest = term;
  for (; rest.tag === Tag.Binary && rest.operator === "update"; rest = rest.right) operands.push(rest.left);
  return [...operands, rest];
}

function namesOfTerm(term: Term): KnownNames {
  switch (term.tag) {
    case Tag.Set:
      return term.dynamics.length > 0 ? null : joinNames([namesOfSlots(term.statics), ...term.splats.map(namesOfTerm)]);
    case Tag.If:
      return joinNames([namesOfTerm(term.consequence), namesOfTerm(term.alternative)]);
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

/** Writes out the first literal that is unpacked. */
function mergeLiteral(set: SetTerm): SetTerm {
  if (set.recursive) return set;
  const names = namesOfSlots(set.statics);
  for (const [index, splat] of set.splats.entries()) {
    if (!isPlain(splat)) continue;
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

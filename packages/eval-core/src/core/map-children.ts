/**
 * The parts of core terms: one place that knows where each form has its subterms and which of them stand under its
 * binder. It goes one level down; whoever recurses bounds the depth.
 */
import { type AttributeName, type Pattern, type Slot, type SlotValue, Tag, type Term } from "./term.ts";

/** Gives a part anew. `binders` is 1 for a part under the binder of the term, else 0. */
export type MapPart = (part: Term, binders: 0 | 1) => Term;

// One flat switch over the tags.
/** Returns the term with every direct part replaced by what `map` makes of it. */
export function mapChildren(term: Term, map: MapPart): Term {
  const same = (part: Term): Term => map(part, 0);
  const under = (part: Term): Term => map(part, 1);
  switch (term.tag) {
    case Tag.Null:
    case Tag.Bool:
    case Tag.Int:
    case Tag.Float:
    case Tag.Text:
    case Tag.Path:
    case Tag.CurrentPosition:
    case Tag.Bound:
    case Tag.Name:
      return term;
    case Tag.String:
    case Tag.PathInterpolation:
      return { ...term, parts: term.parts.map((part) => (typeof part === "string" ? part : same(part))) };
    case Tag.Find:
      return { ...term, findFile: asVariable(same(term.findFile)), nixPath: asVariable(same(term.nixPath)) };
    case Tag.Function:
      return { ...term, pattern: mapPattern(term.pattern, under), body: under(term.body) };
    case Tag.Apply:
      return { ...term, function: same(term.function), argument: same(term.argument) };
    case Tag.Let:
      return {
        ...term,
        froms: term.froms.map(under),
        slots: mapSlots(term.slots, under),
        body: under(term.body),
      };
    case Tag.Set: {
      const inside = term.recursive ? under : same;
      return {
        ...term,
        froms: term.froms.map(inside),
        statics: mapSlots(term.statics, inside),
        dynamics: term.dynamics.map((entry) => ({ ...entry, name: inside(entry.name), value: inside(entry.value) })),
        splats: term.splats.map(inside),
      };
    }
    case Tag.List:
      return { ...term, elements: term.elements.map(({ splat, value }) => ({ splat, value: same(value) })) };
    case Tag.Select:
      return { ...term, value: same(term.value), name: mapName(term.name, same) };
    case Tag.SelectOr:
      return {
        ...term,
        value: same(term.value),
        path: term.path.map((name) => mapName(name, same)),
        fallback: same(term.fallback),
      };
    case Tag.Has:
      return { ...term, value: same(term.value), path: term.path.map((name) => mapName(name, same)) };
    case Tag.Index:
      return { ...term, list: same(term.list) };
    case Tag.If:
      return {
        ...term,
        condition: same(term.condition),
        consequence: same(term.consequence),
        alternative: same(term.alternative),
      };
    case Tag.Assert:
      return { ...term, condition: same(term.condition), body: same(term.body) };
    case Tag.With:
      return { ...term, environment: same(term.environment), body: same(term.body) };
    case Tag.Not:
      return { ...term, operand: same(term.operand) };
    case Tag.Binary:
      return { ...term, left: same(term.left), right: same(term.right) };
    default:
      return term satisfies never;
  }
}

type Variable = Extract<Term, { tag: typeof Tag.Bound | typeof Tag.Name }>;

function asVariable(term: Term): Variable {
  if (term.tag !== Tag.Bound && term.tag !== Tag.Name) throw new TypeError("a search path looks up variables");
  return term;
}

function mapName(name: AttributeName, map: (part: Term) => Term): AttributeName {
  return typeof name === "string" ? name : map(name);
}

function mapSlots(slots: readonly Slot[], map: (part: Term) => Term): Slot[] {
  return slots.map((slot) => ({ ...slot, value: mapSlotValue(slot.value, map) }));
}

function mapSlotValue(value: SlotValue, map: (part: Term) => Term): SlotValue {
  return value.tag === "from" ? value : map(value);
}

function mapPattern(pattern: Pattern, map: (part: Term) => Term): Pattern {
  if (pattern.kind !== "formals") return pattern;
  const formals = pattern.formals.map((formal) => ({
    ...formal,
    default: formal.default === null ? null : map(formal.default),
  }));
  return { ...pattern, formals };
}

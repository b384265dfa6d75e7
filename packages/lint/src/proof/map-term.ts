/**
 * Walks over core terms that keep count of binders: the one place that knows which parts of a term stand under a binder
 * of it. `depth` counts the binders between the term the walk began at and the part.
 */
import type { AttributeName, FunctionTerm, LetTerm, Pattern, SetTerm, Slot, SlotValue } from "@lix-tools/eval-core";
import { type BoundTerm, Tag, type Term } from "@lix-tools/eval-core";

/** Makes a new part; `binders` is 1 for parts under the term's own binder, else 0. */
export type MapPart = (part: Term, binders: 0 | 1) => Term;

/** Returns the term with every part replaced. One flat switch over the tags. */
export function mapParts(term: Term, map: MapPart): Term {
  const outside = (part: Term): Term => map(part, 0);
  switch (term.tag) {
    case Tag.Null:
    case Tag.Bool:
    case Tag.Int:
    case Tag.Float:
    case Tag.Text:
    case Tag.Path:
    case Tag.Find:
    case Tag.CurrentPosition:
    case Tag.Bound:
    case Tag.Name:
      return term;
    case Tag.String:
      return { ...term, parts: term.parts.map((part) => (typeof part === "string" ? part : outside(part))) };
    case Tag.PathInterpolation:
      return { ...term, parts: term.parts.map((part) => (typeof part === "string" ? part : outside(part))) };
    case Tag.Function:
      return mapFunction(term, map);
    case Tag.Apply:
      return { ...term, function: outside(term.function), argument: outside(term.argument) };
    case Tag.Let:
      return mapLet(term, map);
    case Tag.Set:
      return mapSet(term, map);
    case Tag.List:
      return { ...term, elements: term.elements.map(({ splat, value }) => ({ splat, value: outside(value) })) };
    case Tag.Select:
      return { ...term, value: outside(term.value), name: mapName(term.name, outside) };
    case Tag.SelectOr: {
      const path = term.path.map((name) => mapName(name, outside));
      return { ...term, value: outside(term.value), path, fallback: outside(term.fallback) };
    }
    case Tag.Has:
      return { ...term, value: outside(term.value), path: term.path.map((name) => mapName(name, outside)) };
    case Tag.Index:
      return { ...term, list: outside(term.list) };
    case Tag.If: {
      const { condition, consequence, alternative } = term;
      return {
        ...term,
        condition: outside(condition),
        consequence: outside(consequence),
        alternative: outside(alternative),
      };
    }
    case Tag.Assert:
      return { ...term, condition: outside(term.condition), body: outside(term.body) };
    case Tag.With:
      return { ...term, environment: outside(term.environment), body: outside(term.body) };
    case Tag.Not:
      return { ...term, operand: outside(term.operand) };
    case Tag.Binary:
      return { ...term, left: outside(term.left), right: outside(term.right) };
    default:
      return term satisfies never;
  }
}

function mapName(name: AttributeName, map: (part: Term) => Term): AttributeName {
  return typeof name === "string" ? name : map(name);
}

function mapFunction(term: FunctionTerm, map: MapPart): Term {
  const { pattern } = term;
  const mapped: Pattern =
    pattern.kind === "formals"
      ? {
          ...pattern,
          formals: pattern.formals.map((formal) => ({
            ...formal,
            default: formal.default === null ? null : map(formal.default, 1),
          })),
        }
      : pattern;
  return { ...term, pattern: mapped, body: map(term.body, 1) };
}

function mapLet(term: LetTerm, map: MapPart): Term {
  return {
    ...term,
    froms: term.froms.map((from) => map(from, 1)),
    slots: mapSlots(term.slots, (value) => map(value, 1)),
    body: map(term.body, 1),
  };
}

function mapSet(term: SetTerm, map: MapPart): Term {
  const inside = (part: Term): Term => map(part, term.recursive ? 1 : 0);
  return {
    ...term,
    froms: term.froms.map(inside),
    statics: mapSlots(term.statics, inside),
    dynamics: term.dynamics.map(({ origin, name, value }) => ({ origin, name: inside(name), value: inside(value) })),
    splats: term.splats.map(inside),
  };
}

function mapSlots(slots: readonly Slot[], map: (value: Term) => Term): Slot[] {
  return slots.map((slot) => ({ ...slot, value: mapValue(slot.value, map) }));
}

function mapValue(value: SlotValue, map: (value: Term) => Term): SlotValue {
  return value.tag === "from" ? value : map(value);
}

/** Returns the term with every variable replaced; `depth` counts the binders inside `term` around it. */
export function mapVariables(term: Term, replace: (variable: BoundTerm, depth: number) => Term): Term {
  const go = (part: Term, depth: number): Term => {
    if (part.tag === Tag.Bound) return replace(part, depth);
    if (part.tag === Tag.Find) {
      const { findFile, nixPath } = part;
      const word = (name: typeof findFile): typeof findFile => {
        const made = name.tag === Tag.Bound ? replace(name, depth) : name;
        return made.tag === Tag.Bound || made.tag === Tag.Name ? made : name;
      };
      return { ...part, findFile: word(findFile), nixPath: word(nixPath) };
    }
    return mapParts(part, (inner, binders) => go(inner, depth + binders));
  };
  return go(term, 0);
}

/** Returns the term for a place with `by` more binders around it; variables of binders inside stay. */
export function shift(term: Term, by: number): Term {
  if (by === 0) return term;
  return mapVariables(term, (variable, depth) =>
    variable.depth >= depth ? { ...variable, depth: variable.depth + by } : variable,
  );
}

/** Calls `visit` for every variable of the term. */
export function forEachVariable(term: Term, visit: (variable: BoundTerm, depth: number) => void): void {
  mapVariables(term, (variable, depth) => {
    visit(variable, depth);
    return variable;
  });
}

/** Tells whether the term holds a name that `with` frames around it may provide. */
export function usesFrames(term: Term): boolean {
  if (term.tag === Tag.Name) return term.withs > 0;
  let found = false;
  mapParts(term, (part) => {
    if (!found && usesFrames(part)) found = true;
    return part;
  });
  return found;
}

/** Tells whether two terms of one scope are written alike, origins and names of variables aside. */
export function sameTerm(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return Object.is(left, right);
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((part, index) => sameTerm(part, right[index]));
  }
  const isVariable = Reflect.get(left, "tag") === Tag.Bound;
  return Object.keys(left).every(
    (key) =>
      key === "origin" || (isVariable && key === "name") || sameTerm(Reflect.get(left, key), Reflect.get(right, key)),
  );
}

/**
 * The terms directly below a term, for walks that treat all forms alike.
 */
import { type AttributeName, type Pattern, type SlotValue, Tag, type Term } from "./term.ts";

/** Returns the terms directly below a term, in the order of its fields. */
export function childrenOf(term: Term): Term[] {
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
      return [];
    case Tag.String:
    case Tag.PathInterpolation:
      return term.parts.filter((part) => typeof part !== "string");
    case Tag.Find:
      return [term.findFile, term.nixPath];
    case Tag.Function:
      return [...defaultsOf(term.pattern), term.body];
    case Tag.Apply:
      return [term.function, term.argument];
    case Tag.Let:
      return [...term.froms, ...term.slots.flatMap((slot) => ownTerm(slot.value)), term.body];
    case Tag.Set:
      return [
        ...term.froms,
        ...term.statics.flatMap((slot) => ownTerm(slot.value)),
        ...term.dynamics.flatMap(({ name, value }) => [name, value]),
        ...term.splats,
      ];
    case Tag.List:
      return term.elements.map((element) => element.value);
    case Tag.Select:
      return [term.value, ...computedNames([term.name])];
    case Tag.SelectOr:
      return [term.value, ...computedNames(term.path), term.fallback];
    case Tag.Has:
      return [term.value, ...computedNames(term.path)];
    case Tag.Index:
      return [term.list];
    case Tag.If:
      return [term.condition, term.consequence, term.alternative];
    case Tag.Assert:
      return [term.condition, term.body];
    case Tag.With:
      return [term.environment, term.body];
    case Tag.Not:
      return [term.operand];
    case Tag.Binary:
      return [term.left, term.right];
    default:
      return term satisfies never;
  }
}

function ownTerm(value: SlotValue): Term[] {
  return value.tag === "from" ? [] : [value];
}

function computedNames(names: readonly AttributeName[]): Term[] {
  return names.filter((name) => typeof name !== "string");
}

function defaultsOf(pattern: Pattern): Term[] {
  return pattern.kind === "formals" ? pattern.formals.flatMap((formal) => formal.default ?? []) : [];
}

/**
 * Walks over core terms that keep count of binders. `depth` counts the binders between the term the walk began at and
 * the part.
 */
import { type BoundTerm, mapChildren, type MapPart, Tag, type Term } from "@lix-tools/eval-core";

/** Returns the term with every part replaced. What a search path looks up is no part that a law may rewrite. */
export function mapParts(term: Term, map: MapPart): Term {
  return term.tag === Tag.Find ? term : mapChildren(term, map);
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

/**
 * Walks over core terms that keep count of binders, for whoever moves terms between scopes. `depth` counts the binders
 * between the term the walk began at and the variable.
 */
import { mapChildren } from "./map-children.ts";
import { type BoundTerm, Tag, type Term } from "./term.ts";

/** Returns the term with every variable replaced; `depth` counts the binders inside `term` around it. */
export function mapVariables(term: Term, replace: (variable: BoundTerm, depth: number) => Term): Term {
  const go = (part: Term, depth: number): Term => {
    if (part.tag === Tag.Bound) return replace(part, depth);
    if (part.tag !== Tag.Find) return mapChildren(part, (inner, binders) => go(inner, depth + binders));
    // What a search path looks up is a variable and stays one.
    const word = (name: typeof part.findFile): typeof part.findFile => {
      const made = name.tag === Tag.Bound ? replace(name, depth) : name;
      return made.tag === Tag.Bound || made.tag === Tag.Name ? made : name;
    };
    return { ...part, findFile: word(part.findFile), nixPath: word(part.nixPath) };
  };
  return go(term, 0);
}

/** Calls `visit` for every variable of the term. */
export function forEachVariable(term: Term, visit: (variable: BoundTerm, depth: number) => void): void {
  mapVariables(term, (variable, depth) => {
    visit(variable, depth);
    return variable;
  });
}

/**
 * Returns the term for a place with `by` more binders around it, or with fewer where it uses none of those that go;
 * variables of binders inside stay, and of the `own` nearest ones around it.
 */
export function shift(term: Term, by: number, own = 0): Term {
  if (by === 0) return term;
  return mapVariables(term, (variable, depth) =>
    variable.depth >= depth + own ? { ...variable, depth: variable.depth + by } : variable,
  );
}

/** Tells whether the term has a variable of the nearest binder around it. */
export function usesNearestBinder(term: Term): boolean {
  let isUsed = false;
  forEachVariable(term, (variable, depth) => {
    isUsed ||= variable.depth === depth;
  });
  return isUsed;
}

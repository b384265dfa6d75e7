/** What the laws ask about core terms and their parts. */
import { mapChildren, type MapPart, Tag, type Term } from "@lix-tools/eval-core";

/** Returns the term with every part replaced. What a search path looks up is no part that a law may rewrite. */
export function mapParts(term: Term, map: MapPart): Term {
  return term.tag === Tag.Find ? term : mapChildren(term, map);
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

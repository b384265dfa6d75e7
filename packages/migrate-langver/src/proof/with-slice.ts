/**
 * `with s; [ a b ] = let v = s; in [ v.a v.b ]`, where no other `with` is around and the names are no variables
 *
 * Both make the list without forcing `s`, and an element forces `s`, once, and takes the attribute. Only the message of a
 * missing attribute differs, and nothing in the language can see it.
 */
import { knownGlobals, type LetTerm, type ListElement, Tag, type WithTerm } from "@lix-tools/eval-core";
import { underNewBinder } from "./binder-shift.ts";
import type { CoreLaw } from "./law.ts";

/** A `with` around names in a list is a slice. */
export const withSlice: CoreLaw = {
  name: "with-slice",
  statement: "`with s; [ a b ]` is `s.[a, b]` where only this `with` provides the names",
  apply(term) {
    if (term.tag !== Tag.With || term.body.tag !== Tag.List) return term;
    const elements = selections(term);
    if (elements === null || elements.length === 0) return term;
    const { origin, environment } = term;
    const slot = { name: "_", origin, value: underNewBinder(environment) };
    const result: LetTerm = { tag: Tag.Let, origin, froms: [], slots: [slot], body: { ...term.body, elements } };
    return result;
  },
};

/** Returns the elements as attributes of the binder to come, or null unless each is a name of this `with` alone. */
function selections({ body }: WithTerm): ListElement[] | null {
  if (body.tag !== Tag.List) return null;
  const elements: ListElement[] = [];
  for (const { splat, value } of body.elements) {
    if (splat || value.tag !== Tag.Name || value.withs !== 1 || knownGlobals.has(value.name)) return null;
    const { origin, name } = value;
    const source = { tag: Tag.Bound, origin, depth: 0, slot: 0, name: "_" } as const;
    elements.push({ splat: false, value: { tag: Tag.Select, origin, value: source, name } });
  }
  return elements;
}

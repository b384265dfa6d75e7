/**
 * `with s; [ a b ] = let v = s; in [ v.a v.b ]`, where no other `with` is around and the names are no variables
 *
 * Both make the list without forcing `s`, and an element forces `s`, once, and takes the attribute. Only the message of a
 * missing attribute differs, and nothing in the language can see it.
 */
import {
  knownGlobals,
  type LetTerm,
  type ListElement,
  type ListTerm,
  shift,
  Tag,
  type Term,
  type WithTerm,
} from "@lix-tools/eval-core";
import type { CoreLaw } from "./law.ts";

/** A `with` around names in a list is a slice. */
export const withSlice: CoreLaw = {
  name: "with-slice",
  statement: "`with s; [ a b ]` is `s.[a, b]` where only this `with` provides the names",
  apply: (term) => (term.tag === Tag.With ? (sliceOf(term, "one") ?? term) : term),
  // It was seen that the innermost `with` provides every name of the list, whatever other `with`s are around.
  applyAt(term, sites) {
    if (term.tag !== Tag.With) return term;
    const { start } = term.origin;
    const isObserved = sites.groundsIn({ start, end: start + 1 }) === "observation";
    return isObserved ? (sliceOf(term, "any") ?? term) : term;
  },
};

/**
 * Returns a `with` around names in a list as a slice, or null where it is none. The names may have one frame around them,
 * so that it must be what provides them, or any number.
 */
function sliceOf({ body, environment, origin }: WithTerm, frames: "one" | "any"): LetTerm | null {
  const list = joined(body);
  if (list === null || list.elements.length === 0) return null;
  const elements: ListElement[] = [];
  for (const { splat, value } of list.elements) {
    const isName = !splat && value.tag === Tag.Name && value.withs > 0 && !knownGlobals.has(value.name);
    if (!isName || (frames === "one" && value.withs > 1)) return null;
    const source = { tag: Tag.Bound, origin: value.origin, depth: 0, slot: 0, name: "_" } as const;
    elements.push({
      splat: false,
      value: { tag: Tag.Select, origin: value.origin, value: source, name: value.name },
    });
  }
  const slot = { name: "_", origin, value: shift(environment, 1) };
  return { tag: Tag.Let, origin, froms: [], slots: [slot], body: { ...list, elements } };
}

/** Returns the list that a term is when lists that are joined count as one; they are core-equal. */
function joined(term: Term): ListTerm | null {
  if (term.tag === Tag.List) return term;
  if (term.tag !== Tag.Binary || term.operator !== "concat") return null;
  const left = joined(term.left);
  const right = left === null ? null : joined(term.right);
  if (left === null || right === null) return null;
  return { ...left, origin: term.origin, elements: [...left.elements, ...right.elements] };
}

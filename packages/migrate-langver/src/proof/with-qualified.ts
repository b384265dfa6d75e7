/**
 * `with s; e = e[x := s.x]` for the names `x` that this `with` provides, where `s` is a variable or a selection from one,
 * and no other `with` is around a name; and `with s; e = e` where `e` has no such names, whatever `s` is, as long as the
 * variables in it are defined
 *
 * Neither side forces `s` before a name is, and then both take the attribute. Evaluating `s` again is looking it up, so
 * nothing is computed twice. That an attribute is missing nothing in the language can see: it is no failure that can be
 * caught, nor is that of a name that is not there. Globals and variables are no names of a `with`.
 *
 * For the same reason, and with the same `s`, `inherit (s) a;` is `a = s.a;` and `s.[a, b]` is `[ s.a s.b ]`, so that it
 * does not matter what the law of slices makes of a list before this one has its turn.
 */
import {
  childTerms,
  knownGlobals,
  type LetTerm,
  type ListElement,
  mapChildren,
  type NameTerm,
  type SetTerm,
  shift,
  type Slot,
  standardGlobals,
  Tag,
  type Term,
  usesNearestBinder,
  type WithTerm,
} from "@lix-tools/eval-core";
import type { CoreLaw } from "./law.ts";
import { asPlainIfUnused } from "./unused-binder.ts";

/** A name of a `with` is a selection from its set. */
export const withQualified: CoreLaw = {
  name: "with-qualified",
  statement: "`with s; e` is `e` with `s.x` for every name `x` that only this `with` provides, where `s` is a path",
  isFirst: true,
  apply(term) {
    switch (term.tag) {
      case Tag.With:
        return qualify(term, onlyOne) ?? term;
      case Tag.Let:
        return elementsOfSlice(term) ?? selectInherited(term);
      case Tag.Set:
        return asPlain(selectInherited(term));
      default:
        return term;
    }
  },
  // It was seen that the innermost `with` provides every name, whatever other `with`s are around; or, where a rewrite says
  // so of a name, that it is the `with` of this rewrite.
  applyAt(term, sites) {
    if (term.tag !== Tag.With) return term;
    const { start } = term.origin;
    if (sites.groundsIn({ start, end: start + 1 }) !== "observation") return term;
    const provider = (name: NameTerm, inner: number): Provider => {
      const claim = sites.firstOf(name.origin.start);
      return (claim === null ? inner === 0 : claim === start) ? "this" : "another";
    };
    return qualify(term, provider) ?? term;
  },
};

/** Which `with` provides a name: the one in question, another one around the name, or one of several. */
type Provider = "this" | "another" | "unclear";

/** Says which `with` provides a name that `inner` further ones are around. */
type FindProvider = (name: NameTerm, inner: number) => Provider;

/** Without further knowledge it must be the only one. */
const onlyOne: FindProvider = ({ withs }) => (withs === 1 ? "this" : "unclear");

/** Bodies that are nested deeper than this are left; far below what the stack can take. */
const deepestBody = 1000;

/** Where a part of the body of a `with` stands: under how many binders, further `with`s, and terms. */
interface Place {
  readonly depth: number;
  readonly inner: number;
  readonly level: number;
}

/** Returns the body of a `with` without it, or null where that does not follow. */
function qualify({ environment, body }: WithTerm, providerOf: FindProvider): Term | null {
  let isUsed = false;
  let isUnclear = false;
  const replace = (term: Term, place: Place): Term => {
    isUnclear ||= place.level > deepestBody;
    // What a search path looks up is no name of a `with`.
    if (isUnclear || term.tag === Tag.Find) return term;
    if (term.tag === Tag.Name && term.withs > 0) {
      // A global that only some evaluators have wins over any `with` in these.
      const provider = knownGlobals.has(term.name) ? "unclear" : providerOf(term, place.inner);
      isUnclear ||= provider === "unclear";
      if (provider !== "this") return { ...term, withs: term.withs - 1 };
      isUsed = true;
      return { tag: Tag.Select, origin: term.origin, value: shift(environment, place.depth), name: term.name };
    }
    const inside = { ...place, level: place.level + 1 };
    if (term.tag === Tag.With) {
      const parts = { environment: replace(term.environment, inside) };
      return { ...term, ...parts, body: replace(term.body, { ...inside, inner: place.inner + 1 }) };
    }
    return mapChildren(term, (part, binders) => replace(part, { ...inside, depth: place.depth + binders }));
  };
  const result = replace(body, { depth: 0, inner: 0, level: 0 });
  if (isUnclear || !isDefined(environment, 0)) return null;
  return isUsed && !isPath(environment) ? null : result;
}

/** Tells whether every evaluator defines the names in a term; a program with an undefined one is none, used or not. */
function isDefined(term: Term, level: number): boolean {
  if (level > deepestBody) return false;
  if (term.tag === Tag.Name) return term.withs > 0 || standardGlobals.has(term.name);
  return childTerms(term).every((part) => isDefined(part, level + 1));
}

/** Tells whether evaluating a term is looking up a variable and attributes of it, and nothing else. */
function isPath(term: Term): boolean {
  let at = term;
  while (at.tag === Tag.Select && typeof at.name === "string") at = at.value;
  return at.tag === Tag.Bound || at.tag === Tag.Name;
}

/** Returns a `let` or set in which attributes inherited from paths are selections. */
function selectInherited<Binder extends LetTerm | SetTerm>(term: Binder): Binder {
  const { froms } = term;
  if (!froms.some(isPath)) return term;
  const kept = froms.filter((from) => !isPath(from));
  const select = (slot: Slot): Slot => {
    const { value } = slot;
    const from = value.tag === "from" ? froms[value.from] : undefined;
    if (value.tag !== "from" || from === undefined) return slot;
    if (!isPath(from)) return { ...slot, value: { ...value, from: kept.indexOf(from) } };
    return { ...slot, value: { tag: Tag.Select, origin: value.origin, value: from, name: value.name } };
  };
  return term.tag === Tag.Let
    ? { ...term, froms: kept, slots: term.slots.map(select) }
    : { ...term, froms: kept, statics: term.statics.map(select) };
}

/** The set of a `with` that is gone may have been all that used the names of a recursive set. */
function asPlain(set: SetTerm): Term {
  return set.recursive && set.overrides < 0 ? asPlainIfUnused(set) : set;
}

/** Returns the list of selections that a slice of a path is, or null for another term. */
function elementsOfSlice({ froms, slots, body }: LetTerm): Term | null {
  const [source] = slots;
  if (source === undefined || source.value.tag === "from" || slots.length + froms.length > 1) return null;
  if (body.tag !== Tag.List || !isPath(source.value) || usesNearestBinder(source.value)) return null;
  const value = shift(source.value, -1);
  const elements: ListElement[] = [];
  for (const { splat, value: element } of body.elements) {
    if (splat || element.tag !== Tag.Select || typeof element.name !== "string") return null;
    if (element.value.tag !== Tag.Bound || element.value.depth > 0) return null;
    elements.push({ splat, value: { ...element, value } });
  }
  return { ...body, elements };
}

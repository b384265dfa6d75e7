/**
 * `with s; b  =  let v = s; in b`, with `v.a` in place of each name `a` that the frame provides
 *
 * Where no other frame is around such a name and no global has it, both force `s` when the name is needed, and take the
 * attribute. Only the message of a missing attribute differs, and nothing in the language can see it.
 */
import { knownGlobals, shift, Tag, type Term, type WithTerm } from "@lix-tools/eval-core";
import { mapParts } from "./map-term.ts";

/** Returns the `let`, or the term itself where something else may provide a name. */
export function withoutFrame(term: WithTerm): Term {
  const { body, environment, origin } = term;
  if (!isOnlyFrame(body)) return term;
  const slots = [{ name: "_", origin, value: shift(environment, 1) }];
  return { tag: Tag.Let, origin, froms: [], slots, body: selectNames(shift(body, 1), 0) };
}

function isOnlyFrame(term: Term): boolean {
  if (term.tag === Tag.Name) return term.withs === 0 || (term.withs === 1 && !knownGlobals.has(term.name));
  // What a search path looks up cannot be written as a selection.
  if (term.tag === Tag.Find) return term.findFile.tag === Tag.Bound && term.nixPath.tag === Tag.Bound;
  let isOnly = true;
  mapParts(term, (part) => {
    isOnly &&= isOnlyFrame(part);
    return part;
  });
  return isOnly;
}

/** `depth` counts the binders between the new `let` and the term. */
function selectNames(term: Term, depth: number): Term {
  if (term.tag !== Tag.Name) return mapParts(term, (part, binders) => selectNames(part, depth + binders));
  if (term.withs === 0) return term;
  const { origin, name } = term;
  return { tag: Tag.Select, origin, value: { tag: Tag.Bound, origin, depth, slot: 0, name: "_" }, name };
}

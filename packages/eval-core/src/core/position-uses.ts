/**
 * Where a program asks for source positions. Equality leaves positions out, so a report about two equal programs has to
 * say where their values can differ all the same: any edit moves `__curPos` and what `unsafeGetAttrPos` returns.
 */
import { type Origin, Tag, type Term } from "./term.ts";
import { childrenOf } from "./children.ts";

/** Returns the places that mention `__curPos` or `unsafeGetAttrPos`, in the order of the source. */
export function findPositionUses(term: Term): Origin[] {
  const uses: Origin[] = [];
  const pending: Term[] = [term];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (asksForPosition(next)) uses.push(next.origin);
    for (const child of childrenOf(next)) pending.push(child);
  }
  return uses.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function asksForPosition(term: Term): boolean {
  if (term.tag === Tag.CurrentPosition) return true;
  if (term.tag === Tag.Name) return term.name === "__unsafeGetAttrPos" || (term.withs > 0 && term.name === attribute);
  return term.tag === Tag.Select && term.name === attribute;
}

const attribute = "unsafeGetAttrPos";

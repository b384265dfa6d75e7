/** Recursive sets that use none of their own names are plain sets: the lowering has it so, and what laws make, too. */
import { childTerms, mapChildren, type SetTerm, shift, type Term, usesNearestBinder } from "@lix-tools/eval-core";

/** Returns a recursive set, as a plain one where nothing in it uses its names. */
export function asPlainIfUnused(set: SetTerm): Term {
  if (childTerms(set).some(usesNearestBinder)) return set;
  return mapChildren({ ...set, recursive: false }, (part) => shift(part, -1));
}

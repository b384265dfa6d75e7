/**
 * What was observed, as an assumption about the old program: at these places the innermost `with` provides every name of
 * the list. Under the assumption the list is the slice of that `with`, whatever other `with`s are around.
 */
import { mapChildren, Tag, type Term } from "@lix-tools/eval-core";
import { sliceOf } from "./with-slice.ts";

/** Returns the program under the assumption for the `with`s that begin at the offsets; null where it is too deep. */
export function assumeSlices(term: Term, sites: ReadonlySet<number>, depthLeft: number): Term | null {
  if (depthLeft === 0) return null;
  let isTooDeep = false;
  const mapped = mapChildren(term, (part) => {
    const done = isTooDeep ? null : assumeSlices(part, sites, depthLeft - 1);
    isTooDeep ||= done === null;
    return done ?? part;
  });
  if (isTooDeep) return null;
  if (mapped.tag !== Tag.With || !sites.has(mapped.origin.start)) return mapped;
  return sliceOf(mapped, "any") ?? mapped;
}

/** Recursive sets that use none of their own names are plain sets: the lowering has it so, and what laws make, too. */
import { mapChildren, type SetTerm, type Term } from "@lix-tools/eval-core";
import { usesBinder, withoutBinder } from "./binder-shift.ts";

/** Returns a recursive set, as a plain one where nothing in it uses its names. */
export function asPlainIfUnused(set: SetTerm): Term {
  let isUsed = false;
  mapChildren(set, (part) => {
    isUsed ||= usesBinder(part);
    return part;
  });
  return isUsed ? set : mapChildren({ ...set, recursive: false }, (part) => withoutBinder(part));
}

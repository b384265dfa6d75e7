/** The error for an attribute that is not there, with names that look like it. */
import type { AttrSet } from "../value/attr-set.ts";
import type { SourcePosition } from "../value/positions.ts";
import { EvalError } from "./error.ts";

/** Returns the error for a missing attribute. */
export function attributeMissing(set: AttrSet, name: string, position: SourcePosition | null): EvalError {
  const error = new EvalError("eval/attribute-missing", `attribute '${name}' missing`, position);
  const similar = similarNames(set.shape.names, name);
  return similar === "" ? error : new EvalError("eval/attribute-missing", `${error.message}${similar}`, position);
}

/** How many letters may differ for a name to be suggested, and how many names are. */
const distanceLimit = 2;
const suggestionLimit = 3;
/** Sets larger than this are not searched. */
const searchLimit = 5000;

/** Returns `\nDid you mean …?` with the names closest to one, or nothing. */
export function similarNames(names: readonly string[], wanted: string): string {
  if (names.length > searchLimit) return "";
  const close = names
    .map((name) => ({ name, distance: editDistance(name, wanted, distanceLimit) }))
    .filter(({ distance }) => distance <= distanceLimit)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, suggestionLimit)
    .map(({ name }) => name);
  if (close.length === 0) return "";
  const last = close.at(-1) ?? "";
  const text = close.length === 1 ? last : `one of ${close.slice(0, -1).join(", ")} or ${last}`;
  return `\nDid you mean ${text}?`;
}

/** Returns how many letters to insert, delete, replace or swap; anything over the limit may come out as limit + 1. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      let best = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap && row > 1 && column > 1) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}

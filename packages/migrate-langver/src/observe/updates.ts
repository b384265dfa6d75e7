/**
 * What was seen of `//`: whether both sides ever had a name in common, and whether calls among its operands were always
 * calls of a function that gives its second argument or the empty set.
 */
import { Closure, type ObservedUpdate, type Value } from "@lix-tools/eval-core";
import { bitsAt, type PlaceTable } from "./place-log.ts";

const [bothEmptyOrOne, disjoint, overlapping] = [1, 2, 4] as const;
const [conditional, other] = [1, 2] as const;

/**
 * What was seen of a `//`: nothing; that a side was always empty, which says little; that both sides had names, and never
 * one in common; or that they had.
 */
export type UpdateSighting = "none" | "empty" | "disjoint" | "overlapping";

/** What was seen of a call: nothing; that it always was one of `c: s: if c then s else { }`; or of something else, too. */
export type CallSighting = "none" | "conditional" | "other";

/** Returns the bit of the sets that a `//` joins. */
export function bitOfUpdate({ left, right }: Pick<ObservedUpdate, "left" | "right">): number {
  if (left.size === 0 || right.size === 0) return bothEmptyOrOne;
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  return small.shape.names.some((name) => large.has(name)) ? overlapping : disjoint;
}

/** Returns the bit of a call. */
export function bitOfCall(callee: Value, isConditional: (callee: Closure) => boolean): number {
  return callee instanceof Closure && isConditional(callee) ? conditional : other;
}

/** Returns what was seen of the `//` whose expression begins at an offset. */
export function updateSightingAt(updates: PlaceTable, offset: number): UpdateSighting {
  const bits = bitsAt(updates, offset);
  if ((bits & overlapping) !== 0) return "overlapping";
  if ((bits & disjoint) !== 0) return "disjoint";
  return bits === 0 ? "none" : "empty";
}

/** Returns what was seen of the call that begins at an offset. */
export function callSightingAt(calls: PlaceTable, offset: number): CallSighting {
  const bits = bitsAt(calls, offset);
  if (bits === 0) return "none";
  return bits === conditional ? "conditional" : "other";
}

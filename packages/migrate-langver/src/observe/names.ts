/**
 * Which `with` provided a name whenever it was looked up. The bits of a place are the frames it was found in, bit 0 for
 * the innermost `with`.
 */
import type { ResolvedName } from "@lix-tools/eval-core";
import { bitsAt, type PlaceTable } from "./place-log.ts";

/** Stands for the global scope and for frames too far out to count. */
const elsewhere = 31;

/** What was seen of one name: nothing; always the same `with`, 0 for the innermost; or not always the same. */
export type NameSighting = "none" | "several" | number;

/** Returns the bit of a name that was resolved. */
export function bitOfName({ frame }: Pick<ResolvedName, "frame">): number {
  return 1 << Math.min(frame ?? elsewhere, elsewhere);
}

/** Returns what was seen of the name at an offset. */
export function nameSightingAt(names: PlaceTable, offset: number): NameSighting {
  const bits = bitsAt(names, offset) >>> 0;
  if (bits === 0) return "none";
  const frame = 31 - Math.clz32(bits);
  return bits !== (1 << frame) >>> 0 || frame === elsewhere ? "several" : frame;
}

/** Indices into lists and strings, which not all implementations take as wide as integers are. */
import type { Machine } from "../eval/machine.ts";

/** Returns the index that an integer stands for. */
export function indexOf(machine: Machine, integer: number | bigint): number {
  return machine.compat.indices === "32-bit" ? Number(BigInt.asIntN(32, BigInt(integer))) : Number(integer);
}

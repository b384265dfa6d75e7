/** Indices into lists and strings, which not all implementations take as wide as integers are. */
import type { Machine } from "../eval/machine.ts";

/** Returns the index that an integer stands for. */
export function indexOf(machine: Machine, integer: number | bigint): number {
  if (machine.compat.indices !== "32-bit") return Number(integer);
  // A `number` is a safe integer here, whose low 32 bits are exact.
  return typeof integer === "number" ? integer | 0 : Number(BigInt.asIntN(32, integer));
}

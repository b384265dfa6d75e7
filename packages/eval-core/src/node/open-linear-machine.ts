/** Makes linear machines in the memory that the system gives. */
import type { Machine } from "../eval/machine.ts";
import type { ImageStore } from "../linear/image-store.ts";
import { LinearMachine } from "../linear/linear-machine.ts";
import { machineModule } from "./machine-module.ts";

/** Megabytes to do with where the system does not give the address space for more. */
const smallMemory = 512;

/** Returns a linear machine beside a machine, or null where there is no address space for it. */
export function openLinearMachine(
  machine: Machine,
  megabytes: number,
  images: ImageStore | null = null,
): LinearMachine | null {
  const module = machineModule();
  for (const size of [megabytes, Math.min(megabytes, smallMemory)]) {
    try {
      return new LinearMachine(machine, { module, megabytes: size, images });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

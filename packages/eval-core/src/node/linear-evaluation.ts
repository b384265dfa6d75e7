/** When the linear machine evaluates, and when only the complete evaluator will do. */
import type { Machine } from "../eval/machine.ts";
import { LinearMachine } from "../linear/linear-machine.ts";
import { machineModule } from "./machine-module.ts";
import type { Settings } from "./request.ts";

/** Megabytes to do with where the system does not give the address space for more. */
const smallMemory = 512;

/** Returns a linear machine beside a machine, or null where something is asked for that it does not do. */
export function linearMachineOrNull(machine: Machine, settings: Settings): LinearMachine | null {
  const { linearMemory, profile, traceNames, experimental } = settings;
  // Profiles and logs of names are kept by the complete evaluator, and features change what it does.
  if (linearMemory === 0 || profile || traceNames || experimental.size > 0) return null;
  const module = machineModule();
  for (const megabytes of [linearMemory, Math.min(linearMemory, smallMemory)]) {
    try {
      return new LinearMachine(machine, { module, megabytes });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

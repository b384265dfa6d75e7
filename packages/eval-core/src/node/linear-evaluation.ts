/** The linear machine beside the complete evaluator. */
import type { Machine } from "../eval/machine.ts";
import { LinearMachine } from "../linear/linear-machine.ts";
import type { ImageStore } from "../linear/image-store.ts";
import { openImageCache } from "./image-cache.ts";
import { langverOf } from "./run-request.ts";
import { machineModule } from "./machine-module.ts";
import { allowsLinear } from "./linear-settings.ts";
import type { Settings } from "./request.ts";

/** Megabytes to do with where the system does not give the address space for more. */
const smallMemory = 512;

function imagesOf({ globals, reservedGlobals }: Machine, settings: Settings): ImageStore | null {
  const { programCache } = settings;
  if (programCache === null) return null;
  const names = [...globals.keys(), ...reservedGlobals.keys()];
  return openImageCache({ ...programCache, langver: langverOf(settings), globals: names });
}

/** Returns a linear machine beside a machine, or null where only the complete evaluator will do. */
export function linearMachineOrNull(machine: Machine, settings: Settings): LinearMachine | null {
  if (!allowsLinear(settings)) return null;
  const { linearMemory } = settings;
  const module = machineModule();
  const images = imagesOf(machine, settings);
  for (const megabytes of [linearMemory, Math.min(linearMemory, smallMemory)]) {
    try {
      return new LinearMachine(machine, { module, megabytes, images });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

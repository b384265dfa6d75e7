/** The linear machine that settings ask for. */
import type { Machine } from "../eval/machine.ts";
import type { ImageStore } from "../linear/image-store.ts";
import type { LinearMachine } from "../linear/linear-machine.ts";
import { openImageCache } from "./image-cache.ts";
import { allowsLinear } from "./linear-settings.ts";
import { openLinearMachine } from "./open-linear-machine.ts";
import type { Settings } from "./request.ts";
import { langverOf } from "./run-request.ts";

function imagesOf({ globals, reservedGlobals }: Machine, settings: Settings): ImageStore | null {
  const { programCache } = settings;
  if (programCache === null) return null;
  const names = [...globals.keys(), ...reservedGlobals.keys()];
  return openImageCache({ ...programCache, langver: langverOf(settings), globals: names });
}

/** Returns a linear machine beside a machine, or null where only the complete evaluator will do. */
export function linearMachineOrNull(machine: Machine, settings: Settings): LinearMachine | null {
  if (!allowsLinear(settings)) return null;
  return openLinearMachine(machine, settings.linearMemory, imagesOf(machine, settings));
}

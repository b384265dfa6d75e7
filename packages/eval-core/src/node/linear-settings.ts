/** When the linear machine evaluates, and when only the complete evaluator will do. */
import type { Settings } from "./request.ts";

/** Tells whether settings ask for nothing that the linear machine does not do. */
export function allowsLinear({ linearMemory, profile, traceNames, experimental }: Settings): boolean {
  // Profiles and logs of names are kept by the complete evaluator, and features change what it does.
  return linearMemory > 0 && !profile && !traceNames && experimental.size === 0;
}

/**
 * Prints values by the linear machine in the current thread: it needs so little of the stack that most programs do not
 * need a thread with a larger one, and starting that takes as long as evaluating a package.
 */
import { linearMachineOrNull } from "./linear-evaluation.ts";
import { allowsLinear } from "./linear-settings.ts";
import type { Message, Settings } from "./request.ts";
import type { PrintTask } from "./run-request.ts";
import { createMachine, renderSelected } from "./run-request.ts";
import type { SaidLines } from "./said-lines.ts";
import { selectValue } from "./selection.ts";

/** How far the machine came. */
export interface QuickPrint {
  /** How many values it printed. */
  readonly count: number;
  /** Whether it ended because the stack of the thread was too small. */
  readonly needsStack: boolean;
}

/**
 * Says the values that are selected, in their order, until there is one that fails or that the machine cannot do: of an
 * error the complete evaluator says more. Programs print to `lines`.
 */
export function printQuickly(
  settings: Settings,
  task: PrintTask,
  lines: SaidLines,
  say: (message: Message) => void,
): QuickPrint {
  if (!allowsLinear(settings)) return { count: 0, needsStack: false };
  const machine = createMachine(settings, null, { say, print: (text) => lines.print(text) });
  const linear = linearMachineOrNull(machine, settings);
  if (linear === null) return { count: 0, needsStack: false };
  let count = 0;
  let needsStack = false;
  for (const selection of task.selections) {
    const text = machine.attempt(
      () => renderSelected(machine, selectValue(machine, selection, settings.folder, linear), task),
      (error) => {
        needsStack = error instanceof RangeError;
        return null;
      },
    );
    if (text === null) break;
    say({ kind: "output", text });
    count++;
  }
  return { count, needsStack };
}

/**
 * The value of a program on a worker thread, within narrow limits: few calls, little time, no environment, no files but
 * those below one folder. Whoever waits ends the thread if even that takes too long.
 */
import {
  AttrSet,
  createEvaluator,
  EvalError,
  evaluateText,
  force,
  HostError,
  type Lazy,
  listOrNull,
  type Machine,
  printValue,
} from "@lix-tools/eval-core";
import { diskFiles, nodeHost } from "@lix-tools/eval-core/node";
import { makeLangver } from "@lix-tools/parser";
import type { EvaluateJob } from "../jobs.ts";

/** Elements and attributes that are looked into; of larger values there is no use in seeing all. */
const mostParts = 20;
/** Characters that are shown. */
const mostCharacters = 600;

/** Returns the value as Nix prints it, or null where it is not to be had cheaply. */
export function runEvaluate(job: EvaluateJob): string | null {
  try {
    return evaluate(job);
  } catch (error) {
    // Whatever goes wrong in a program that was cut out of a file is nobody's fault and of no interest.
    if (error instanceof EvalError || error instanceof HostError || error instanceof RangeError) return null;
    throw error;
  }
}

function evaluate({ program, configured, folder, root, milliseconds }: EvaluateJob): string | null {
  const machine: Machine = createEvaluator({
    host: nodeHost({ files: diskFiles({ root }), environment: {}, print: () => undefined }),
    langver: makeLangver(configured ?? "legacy"),
    limits: { milliseconds, calls: 2_000_000, callDepth: 2000, listLength: 100_000 },
  });
  const text = Buffer.from(program.buffer, program.byteOffset, program.byteLength).toString("latin1");
  const value = evaluateText(machine, text, "hover", folder);
  forceParts(value);
  const shown = Buffer.from(printValue(value), "latin1").toString("utf8");
  // That it is a function shows better in its text.
  if (/^<\w+(?:-\w+)*>$/u.test(shown)) return null;
  return shown.length > mostCharacters ? `${shown.slice(0, mostCharacters)}…` : shown;
}

/** Forces what is directly in a value; a part that fails stays unevaluated. */
function forceParts(value: Lazy): void {
  const whole = force(value);
  const parts = whole instanceof AttrSet ? whole.values : (listOrNull(whole) ?? []);
  for (const part of parts.slice(0, mostParts)) {
    try {
      force(part);
    } catch (error) {
      if (!(error instanceof EvalError) || error.code === "eval/limit") throw error;
    }
  }
}

/**
 * Settings of V8 that suit a kind of run. They are set in the thread and not before: Node's own modules and ours come
 * with compiled code that V8 takes only under the flags it was made with.
 */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";

/** Flags by the versions of V8 that have them: it promises none, and complains of those it does not know. */
type Flags = readonly (readonly [version: string, flags: string])[];

/**
 * Most code of a short evaluation runs a few times only, so compiling it to machine code as early as V8 usually does
 * costs more than it gives: a fifth of the time. So does copying small functions into larger ones as much as it does: a
 * tenth. Walks over package sets are long.
 */
const forShortRuns: Flags = [
  ["11.3.", "--interrupt-budget=500000 --max-inlined-bytecode-size-cumulative=200"],
  ["12.", "--invocation-count-for-turbofan=22000"],
  ["13.", "--invocation-count-for-turbofan=22000"],
];

/** Threads that collect garbage together wait for each other where evaluations are on most cores: a tenth of the time. */
const forBusyMachines: Flags = ["11.3.", "12.", "13."].map((version) => [version, "--no-parallel-scavenge"]);

/** Prepares V8 for a run that is mostly short. */
export function expectShortRun(): void {
  set(forShortRuns);
}

/** Prepares V8 for the evaluation of package sets in so many threads at the same time. */
export function expectLongRun(threads: number): void {
  if (threads * 2 >= availableParallelism()) set(forBusyMachines);
}

function set(flags: Flags): void {
  const found = flags.find(([version]) => process.versions.v8.startsWith(version))?.[1];
  if (found !== undefined) setFlagsFromString(found);
}

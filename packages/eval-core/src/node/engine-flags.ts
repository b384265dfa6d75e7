/**
 * Settings of V8 that suit a kind of run. They are set in the thread and not before, but for what V8 reads when it makes
 * the heap: Node's own modules and ours come with compiled code that V8 takes only under the flags it was made with.
 */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import type { Worker } from "node:worker_threads";

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

/** Returns flags that all versions of V8 have that are known here. */
function everywhere(flags: string): Flags {
  return ["11.3.", "12.", "13."].map((version) => [version, flags]);
}

/** A walk runs everything often, but its functions call each other so much that copying them costs more than it gives. */
const forLongRuns = everywhere("--max-inlined-bytecode-size-cumulative=200");

/** Threads that collect garbage together wait for each other where evaluations are on most cores: a tenth of the time. */
const forBusyMachines = everywhere("--no-parallel-scavenge");

/**
 * What new objects live in grows at once to what it may be, so that few of them are copied while the evaluation begins;
 * and of the linear machine only the functions that are called are compiled.
 */
const atStart = everywhere("--semi-space-growth-factor=32 --wasm-lazy-compilation");

/** Prepares V8 for a run that is mostly short. */
export function expectShortRun(): void {
  set(atStart);
  set(forShortRuns);
}

/** When nothing is left to do, V8 begins to mark its heap, and the process ends when it is through. */
const withoutMarking = everywhere("--no-incremental-marking");

/** Prepares V8 for a run in the main thread that is over as soon as its result is printed. */
export function expectOneResult(): void {
  set(withoutMarking);
  expectShortRun();
}

/** Prepares V8 for the evaluation of package sets in so many threads at the same time. */
export function expectLongRun(threads: number): void {
  set(forLongRuns);
  if (threads * 2 >= availableParallelism()) set(forBusyMachines);
}

/** The heap of a walk may come to so many megabytes before V8 looks for garbage among what is old: there is little. */
const forWalks = everywhere("--initial-old-space-size=4000");

/** V8 decides by itself. */
const forOthers = everywhere("--initial-old-space-size=0");

/**
 * Starts a thread for the evaluation of package sets. How far its heap may grow at first is read when it is made, so the
 * flag is set here and until then; threads that others start at the same time may get it, too, which does no harm.
 */
export function startWalk(start: () => Worker): Worker {
  set(forWalks);
  const worker = start();
  const unset = (): void => set(forOthers);
  worker.once("online", unset);
  worker.once("exit", unset);
  return worker;
}

function set(flags: Flags): void {
  const found = flags.find(([version]) => process.versions.v8.startsWith(version))?.[1];
  if (found !== undefined) setFlagsFromString(found);
}

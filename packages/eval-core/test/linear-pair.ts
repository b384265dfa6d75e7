/**
 * The complete evaluator and the linear machine side by side: the same program through both, and whether what comes of
 * it agrees. Each evaluator is used for many programs, so that what one leaves behind can harm the next.
 */
import { EvalError } from "../src/eval/error.ts";
import type { Machine } from "../src/eval/machine.ts";
import type { EvaluatorOptions, Host } from "../src/index.ts";
import { createEvaluator, evaluateText, forceDeep, printValue } from "../src/index.ts";
import { GiveUp } from "../src/linear/give-up.ts";
import type { ImageStore } from "../src/linear/image-store.ts";
import { LinearMachine } from "../src/linear/linear-machine.ts";
import { nodeHost } from "../src/node/index.ts";
import { machineModule } from "../src/node/machine-module.ts";
import { AttrSet } from "../src/value/attr-set.ts";
import { elementsOf, isList } from "../src/value/list.ts";
import { force } from "../src/value/thunk.ts";
import type { Value } from "../src/value/value.ts";
import { ContextString } from "../src/value/value.ts";

/** What comes of a program. */
export type Result =
  | { readonly kind: "value"; readonly text: string; readonly contexts: readonly string[] }
  | { readonly kind: "error"; readonly code: string; readonly message: string }
  | { readonly kind: "gives up"; readonly reason: string };

export interface PairOptions extends Omit<EvaluatorOptions, "host"> {
  readonly host?: Host;
  /** Whether the linear machine makes images of sources, and has them from the second time on. */
  readonly images?: boolean;
}

/** Returns images that are kept in memory. */
function imageStore(): ImageStore {
  const images = new Map<string, Uint32Array>();
  const keyOf = (source: Uint8Array, folder: string): string => `${Buffer.from(source).toString("latin1")}\0${folder}`;
  return {
    wants: () => true,
    find: (source, folder) => images.get(keyOf(source, folder)) ?? null,
    keep: (source, folder, image) => void images.set(keyOf(source, folder), image),
  };
}

const module = machineModule();

/** Returns the Latin-1 string of a text's UTF-8. */
function encoded(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Returns the text of a Latin-1 string that is UTF-8. */
export function decoded(text: string): string {
  return Buffer.from(text, "latin1").toString();
}

/** Returns what the strings of a value refer to, in the order in which they are found; the value is forced. */
function contextsOf(start: Value): string[] {
  const contexts: string[] = [];
  const seen = new Set<Value>();
  const pending: Value[] = [start];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value instanceof ContextString) contexts.push(`${value.text}: ${value.context.sorted().join(" ")}`);
    if (!(value instanceof AttrSet) && !isList(value)) continue;
    if (seen.has(value)) continue;
    seen.add(value);
    pending.push(...(value instanceof AttrSet ? value.values : elementsOf(value)).map(force));
  }
  return contexts;
}

function resultOf(evaluate: () => Value): Result {
  try {
    const value = forceDeep(evaluate());
    return { kind: "value", text: printValue(value), contexts: contextsOf(value) };
  } catch (error) {
    if (error instanceof EvalError) return { kind: "error", code: error.code, message: error.message };
    if (error instanceof GiveUp || error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
      return { kind: "gives up", reason: error.message };
    }
    throw error;
  }
}

/** Both evaluators, and what they print. */
export class Pair {
  private readonly complete: Machine;
  private readonly linear: LinearMachine;
  private readonly printed = { complete: [] as string[], linear: [] as string[] };

  constructor({ host = nodeHost(), images = false, ...options }: PairOptions) {
    const make = (name: "complete" | "linear"): Machine => {
      const print = (line: string): void => void this.printed[name].push(line);
      return createEvaluator({ ...options, host: { ...host, print } });
    };
    this.complete = make("complete");
    this.linear = new LinearMachine(make("linear"), {
      module,
      megabytes: 4096,
      images: images ? imageStore() : null,
    });
  }

  /** Returns what the complete evaluator makes of a program. */
  runComplete(text: string, folder: string): Result {
    this.complete.depth = 0;
    return resultOf(() => evaluateText(this.complete, encoded(text), "program", folder));
  }

  /** Returns what the linear machine makes of a program. */
  runLinear(text: string, folder: string): Result {
    const { bridge, machine } = this.linear;
    return resultOf(() =>
      machine.attempt(
        () => forceDeep(bridge.value(this.linear.textCell(encoded(text), "program", folder))),
        (error) => {
          throw error;
        },
      ),
    );
  }

  /** Returns the two results and whether they are as they must be. */
  compare(text: string, folder: string): Comparison {
    this.printed.complete.length = 0;
    this.printed.linear.length = 0;
    const complete = this.runComplete(text, folder);
    const linear = this.runLinear(text, folder);
    const isSilent =
      linear.kind === "gives up" || JSON.stringify(this.printed.complete) === JSON.stringify(this.printed.linear);
    return { text, complete, linear, printed: this.printed, agrees: isSilent && agree(complete, linear) };
  }
}

export interface Comparison {
  readonly text: string;
  readonly complete: Result;
  readonly linear: Result;
  readonly printed: { readonly complete: readonly string[]; readonly linear: readonly string[] };
  readonly agrees: boolean;
}

/** Tells whether the linear machine gives what the complete evaluator gives, or gives up. */
function agree(complete: Result, linear: Result): boolean {
  // A complete evaluator that is out of stack says nothing of the program.
  if (linear.kind === "gives up" || complete.kind === "gives up") return true;
  return JSON.stringify(complete) === JSON.stringify(linear);
}

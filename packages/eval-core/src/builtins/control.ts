/** Builtins that steer evaluation: forcing, failing, catching, tracing. */
import { call } from "../eval/call.ts";
import { coerceToString, interpolation } from "../eval/coerce.ts";
import { abbreviate } from "../eval/describe.ts";
import { EvalError, withFrame } from "../eval/error.ts";
import { expectFunction, expectList, expectSet } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { lessThan } from "../eval/order.ts";
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { ContextString, FloatValue, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { any, interpolable, lazy, set, text } from "./kinds.ts";
import { requiredAttribute } from "./sets.ts";

/** Forces everything reachable from a value. Containers still to visit wait in a list, not on the stack. */
export function forceDeep(start: Lazy): Value {
  const first = force(start);
  const seen = new Set<Value>();
  const pending: Value[] = [first];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (!(value instanceof AttrSet) && !isList(value)) continue;
    if (seen.has(value)) continue;
    seen.add(value);
    const children = value instanceof AttrSet ? value.values : elementsOf(value);
    const forced = children.map((child) => force(child));
    for (let at = forced.length - 1; at >= 0; at--) pending.push(forced[at] as Value);
  }
  return first;
}

function tryEval(machine: Machine, argument: Lazy): Value {
  const result = (success: boolean, value: Lazy): Value =>
    machine.sets.fromSorted(["success", "value"], [success, value], null);
  return machine.attempt(
    () => {
      force(argument);
      return result(true, argument);
    },
    (error) => {
      if (error instanceof EvalError && error.isCatchable) return result(false, false);
      throw error;
    },
  );
}

/** Keys already met in `genericClosure`: those that hash in sets, others in a list that is searched. */
class SeenKeys {
  private readonly texts = new Set<string>();
  private readonly integers = new Set<number | bigint>();
  private readonly others: Value[] = [];
  private first: Value | undefined = undefined;

  /** Adds a key and tells whether it was new. */
  add(key: Value): boolean {
    if (this.first === undefined) this.first = key;
    else lessThan(key, this.first);
    if (typeof key === "string" || key instanceof ContextString) return addNew(this.texts, textOf(key));
    if ((typeof key === "number" || typeof key === "bigint") && this.others.length === 0) {
      return addNew(this.integers, key);
    }
    const known = [...this.integers, ...this.others];
    if (key instanceof FloatValue && this.integers.size > 0) this.moveIntegers();
    if (known.some((other) => !lessThan(key, other) && !lessThan(other, key))) return false;
    this.others.push(key);
    return true;
  }

  private moveIntegers(): void {
    this.others.push(...this.integers);
    this.integers.clear();
  }
}

function addNew<T>(known: Set<T>, key: T): boolean {
  if (known.has(key)) return false;
  known.add(key);
  return true;
}

function genericClosure(machine: Machine, request: AttrSet): Value {
  const startSet = expectList(force(requiredAttribute(request, "startSet")));
  if (startSet.length === 0 && machine.compat.unneeded === "lazy") return startSet;
  const operator = expectFunction(force(requiredAttribute(request, "operator")));
  const queue: Lazy[] = [...startSet];
  const seen = new SeenKeys();
  const found: Lazy[] = [];
  for (let at = 0; at < queue.length; at++) {
    const element = queue[at] as Lazy;
    const item = expectSet(force(element));
    if (!seen.add(force(requiredAttribute(item, "key")))) continue;
    found.push(element);
    for (const next of expectList(call(operator, element))) {
      force(next);
      queue.push(next);
    }
  }
  return found;
}

/** Prints what `trace` prints of a message. */
export function printTrace(machine: Machine, message: Value): void {
  const shown = typeof message === "string" || message instanceof ContextString ? textOf(message) : abbreviate(message);
  machine.host.print(`trace: ${shown}`);
}

/** Evaluation, in the order of the manual. */
export const controlBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "abort",
      arguments: ["message"],
      doc: "Fails with the message. Nothing catches it.",
    },
    interpolable,
    (_machine, message) => {
      throw new EvalError("eval/abort", `evaluation aborted with the following error message: '${textOf(message)}'`);
    },
  ),
  builtin2(
    {
      name: "addErrorContext",
      arguments: ["message", "value"],
      doc: "Returns the value; if evaluating it fails, the message is part of the trace.",
    },
    [lazy, lazy],
    (machine, message, value) => {
      try {
        return force(value);
      } catch (error) {
        throw withFrame(error, () => textOf(coerceToString(machine, message, interpolation)), null);
      }
    },
  ),
  builtin1(
    { name: "break", arguments: ["value"], doc: "Returns the value. There is no debugger to stop in.", since: "2.9" },
    any,
    (_machine, value) => value,
  ),
  builtin2(
    {
      name: "deepSeq",
      arguments: ["first", "second"],
      doc: "Returns the second argument after evaluating everything in the first.",
    },
    [lazy, lazy],
    (_machine, first, second) => {
      forceDeep(first);
      return force(second);
    },
  ),
  builtin1(
    {
      name: "genericClosure",
      arguments: ["request"],
      doc: "Returns the items reachable from `startSet` by `operator`, which returns the items next to one; each item is a set with a `key`, and of items with equal keys only the first counts.",
      complexity: "O(n log n) in the items",
    },
    set,
    genericClosure,
  ),
  builtin2(
    { name: "seq", arguments: ["first", "second"], doc: "Returns the second argument after evaluating the first." },
    [any, lazy],
    (_machine, _first, second) => force(second),
  ),
  builtin1(
    {
      name: "throw",
      arguments: ["message"],
      doc: "Fails with the message. `tryEval` catches it.",
    },
    interpolable,
    (_machine, message) => {
      throw new EvalError("eval/throw", textOf(message));
    },
  ),
  builtin2(
    { name: "trace", arguments: ["message", "value"], doc: "Returns the value after printing the message." },
    [any, lazy],
    (machine, message, value) => {
      printTrace(machine, message);
      return force(value);
    },
  ),
  builtin2(
    {
      name: "traceVerbose",
      arguments: ["message", "value"],
      doc: "Returns the value after printing the message, if verbose traces are asked for.",
      since: "2.10",
    },
    [lazy, lazy],
    (machine, message, value) => {
      if (machine.options.traceVerbose) printTrace(machine, force(message));
      return force(value);
    },
  ),
  builtin1(
    {
      name: "tryEval",
      arguments: ["value"],
      doc: "Returns a set of `success` and `value`. `throw`, a failed `assert` and a failed search-path lookup count as no success, with `value` false; other errors pass.",
    },
    lazy,
    tryEval,
  ),
  builtin2(
    {
      name: "warn",
      arguments: ["message", "value"],
      doc: "Returns the value after printing the message as a warning.",
      since: "2.23",
    },
    [text, lazy],
    (machine, message, value) => {
      machine.host.print(`evaluation warning: ${message}`);
      if (machine.options.abortOnWarn) {
        throw new EvalError("eval/abort", "aborting to reveal stack trace of warning, as abort-on-warn is set");
      }
      return force(value);
    },
  ),
];

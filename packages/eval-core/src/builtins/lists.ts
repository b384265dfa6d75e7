/** Builtins on lists. */
import { indexOf } from "./indices.ts";
import { call, call2 } from "../eval/call.ts";
import { EvalError } from "../eval/error.ts";
import {
  expectBool,
  expectFunction,
  expectInt,
  expectList,
  expectListOrTail,
  expectPlainText,
} from "../eval/expect.ts";
import { equalSlots, lessThan } from "../eval/order.ts";
import type { Machine } from "../eval/machine.ts";
import { readArray } from "../eval/scope.ts";
import { ListTail, tailOf } from "../value/list.ts";
import type { Thunk } from "../value/thunk.ts";
import { force, suspend } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { BuiltinValue } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2, builtin3 } from "./define.ts";
import { callable, int, lazy, list, listOrTail } from "./kinds.ts";
import { sortRuns, sortStable } from "./sort.ts";

/** A call put off: what `map` and the like make for every element. */
class Application {
  readonly callee: Lazy;
  readonly argument: Lazy;

  constructor(callee: Lazy, argument: Lazy) {
    this.callee = callee;
    this.argument = argument;
  }
}

function runApplication({ callee, argument }: Application): Value {
  return call(force(callee), argument);
}

function apply(callee: Lazy, argument: Lazy): Thunk {
  return suspend(runApplication, new Application(callee, argument));
}

function checkCallee(machine: Machine, callee: Lazy): void {
  if (machine.compat.functionArguments === "eager") expectFunction(force(callee));
}

function elementAt(list: List | ListTail, index: number): Value {
  // Reading puts values in the place of thunks, which is all that ever changes a list.
  return list instanceof ListTail
    ? readArray(list.whole as Lazy[], list.start + index)
    : readArray(list as Lazy[], index);
}

function filter(predicate: Value, elements: List, wanted: boolean): Lazy[] {
  const kept: Lazy[] = [];
  for (const element of elements) if (expectBool(call(predicate, element)) === wanted) kept.push(element);
  return kept;
}

/** Forces a list and, after it or before, the function that is to be called with its elements. */
function listAndCallee(machine: Machine, callee: Lazy, elements: Lazy): { elements: List; callee: Value } | null {
  if (machine.compat.unneeded === "eager") {
    const checked = expectFunction(force(callee));
    return { elements: expectList(force(elements)), callee: checked };
  }
  const forced = expectList(force(elements));
  return forced.length === 0 ? null : { elements: forced, callee: expectFunction(force(callee)) };
}

function sort(machine: Machine, comparator: Lazy, list: Lazy): Value {
  const given = listAndCallee(machine, comparator, list);
  if (given === null) return [];
  const { elements, callee: less } = given;
  for (const element of elements) force(element);
  const isBefore =
    less instanceof BuiltinValue && less.code.name === "lessThan" && less.arguments.length === 0
      ? (left: Lazy, right: Lazy) => lessThan(force(left), force(right))
      : (left: Lazy, right: Lazy) => expectBool(call2(less, left, right));
  return machine.compat.sorting === "runs" ? sortRuns(elements, isBefore) : sortStable(elements, isBefore);
}

/** Lists, in the order of the manual. */
export const listBuiltins: readonly BuiltinRow[] = [
  builtin2(
    {
      name: "all",
      arguments: ["predicate", "list"],
      doc: "Returns whether the predicate holds for every element; stops at the first for which it does not.",
    },
    [callable, list],
    (_machine, predicate, elements) => elements.every((element) => expectBool(call(predicate, element))),
  ),
  builtin2(
    {
      name: "any",
      arguments: ["predicate", "list"],
      doc: "Returns whether the predicate holds for some element; stops at the first for which it does.",
    },
    [callable, list],
    (_machine, predicate, elements) => elements.some((element) => expectBool(call(predicate, element))),
  ),
  builtin1(
    {
      name: "concatLists",
      arguments: ["lists"],
      doc: "Returns the elements of all the lists, in order.",
      complexity: "O(n) in the elements of the result",
    },
    list,
    (_machine, lists) => {
      const elements: Lazy[] = [];
      for (const inner of lists) for (const element of expectList(force(inner))) elements.push(element);
      return elements;
    },
  ),
  builtin2(
    {
      name: "concatMap",
      arguments: ["function", "list"],
      doc: "Returns the elements of the lists that the function returns for the elements, in order.",
    },
    [callable, list],
    (_machine, callee, elements) => {
      const result: Lazy[] = [];
      for (const element of elements) for (const inner of expectList(call(callee, element))) result.push(inner);
      return result;
    },
  ),
  builtin2(
    {
      name: "elem",
      arguments: ["value", "list"],
      doc: "Returns whether an element equals the value.",
      complexity: "O(n)",
    },
    [lazy, list],
    (_machine, value, elements) => elements.some((element) => equalSlots(value, element)),
  ),
  builtin2(
    {
      name: "elemAt",
      arguments: ["list", "index"],
      doc: "Returns the element with the index, counted from 0. Fails if there is none.",
      complexity: "O(1)",
    },
    [lazy, lazy],
    (machine, from, given) => {
      const index = indexOf(machine, expectInt(force(given)));
      const list = expectListOrTail(force(from));
      if (index >= 0 && index < list.length) return elementAt(list, index);
      const message = `'builtins.elemAt' called with index ${index} on a list of size ${list.length}`;
      throw new EvalError("eval/argument", message);
    },
  ),
  builtin2(
    { name: "filter", arguments: ["predicate", "list"], doc: "Returns the elements for which the predicate holds." },
    [lazy, lazy],
    (machine, predicate, elements) => {
      const given = listAndCallee(machine, predicate, elements);
      return given === null ? [] : filter(given.callee, given.elements, true);
    },
  ),
  builtin3(
    {
      name: "foldl'",
      arguments: ["operator", "start", "list"],
      doc: "Returns the operator applied to the start and the first element, then to that and the second, and so on; each result is evaluated before the next.",
    },
    [callable, lazy, list],
    (_machine, operator, start, elements) => {
      let result: Lazy = start;
      for (const element of elements) result = call2(operator, result, element);
      return force(result);
    },
  ),
  builtin2(
    {
      name: "genList",
      arguments: ["generator", "length"],
      doc: "Returns a list of the length whose elements are the generator's results for 0, 1, 2 and so on, computed when asked for.",
    },
    [lazy, int],
    (machine, generator, length) => {
      if (length < 0 || length > machine.options.limits.listLength) {
        throw new EvalError("eval/argument", `cannot create list of size ${length}`);
      }
      if (length > 0) checkCallee(machine, generator);
      const elements = new Array<Lazy>(Number(length));
      for (let at = 0; at < elements.length; at++) elements[at] = apply(generator, at);
      return elements;
    },
  ),
  builtin2(
    {
      name: "groupBy",
      arguments: ["function", "list"],
      doc: "Returns a set that has, for every string the function returns for an element, the list of those elements.",
    },
    [callable, list],
    (machine, callee, elements) => {
      const groups = new Map<string, Lazy[]>();
      for (const element of elements) {
        const name = expectPlainText(call(callee, element));
        const group = groups.get(name);
        if (group === undefined) groups.set(name, [element]);
        else group.push(element);
      }
      return machine.sets.fromEntries([...groups]);
    },
  ),
  builtin1(
    {
      name: "head",
      arguments: ["list"],
      doc: "Returns the first element. Fails for an empty list.",
      complexity: "O(1)",
    },
    listOrTail,
    (_machine, given) => {
      if (given.length === 0) throw new EvalError("eval/argument", "'builtins.head' called on an empty list");
      return elementAt(given, 0);
    },
  ),
  builtin1(
    { name: "length", arguments: ["list"], doc: "Returns the number of elements.", complexity: "O(1)" },
    listOrTail,
    (_machine, given) => given.length,
  ),
  builtin2(
    {
      name: "map",
      arguments: ["function", "list"],
      doc: "Returns the list of the function's results for the elements, computed when asked for.",
    },
    [lazy, list],
    (machine, callee, elements) => {
      if (elements.length === 0) return elements;
      checkCallee(machine, callee);
      const { length } = elements;
      const results = new Array<Lazy>(length);
      for (let at = 0; at < length; at++) results[at] = apply(callee, elements[at] as Lazy);
      return results;
    },
  ),
  builtin2(
    {
      name: "partition",
      arguments: ["predicate", "list"],
      doc: "Returns a set of two lists: `right` with the elements for which the predicate holds, `wrong` with the others.",
    },
    [callable, list],
    (machine, predicate, elements) => {
      const right: Lazy[] = [];
      const wrong: Lazy[] = [];
      for (const element of elements) (expectBool(call(predicate, element)) ? right : wrong).push(element);
      return machine.sets.fromSorted(["right", "wrong"], [right, wrong], null);
    },
  ),
  builtin2(
    {
      name: "sort",
      arguments: ["comparator", "list"],
      doc: "Returns the elements in the order of the comparator, which tells whether its first argument is before its second. Elements of which neither is before the other keep their order.",
      complexity: "O(n log n) comparisons",
    },
    [lazy, lazy],
    sort,
  ),
  builtin1(
    {
      name: "tail",
      arguments: ["list"],
      doc: "Returns the list without its first element. Fails for an empty list.",
    },
    listOrTail,
    (_machine, given) => {
      if (given.length === 0) throw new EvalError("eval/argument", "'builtins.tail' called on an empty list");
      return tailOf(given);
    },
  ),
];

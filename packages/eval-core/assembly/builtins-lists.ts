/** Builtins on lists. */
import { callValue, callValue2, expectFunction } from "./call";
import { equalCells } from "./compare";
import { expectBool, expectIndex, expectInt, expectList, expectSymbol } from "./expect";
import { giveUp } from "./failure";
import { force } from "./force";
import { FORM_APPLY } from "../src/linear/layout";
import { elementOf, elementsOf, lengthOfList, maximalCount, newList, restOf, setElement } from "./lists";
import { boolValue, intValue, listValue, newCell, payloadOf, setValue } from "./memory";
import { checksFunctions, evaluatesUnneeded, listLimit, sortsByInsertion } from "./settings";
import { groupEntries, newSet, setEntry, sortEntries } from "./sets";
import { sortByInsertion, sortByRuns } from "./sort";
import { sRight, sWrong } from "./symbols";

/** Returns a call put off. */
// @ts-ignore: decorator
@inline
function apply(callee: u32, argument: u32): u32 {
  return newCell(((<u64>argument) << 32) | <u64>(callee | FORM_APPLY));
}

/** Forces the function that is to be called with elements, if it is checked before there are any. */
function checkCallee(callee: u32): void {
  if (checksFunctions) expectFunction(force(callee));
}

/** Returns a function that must be one. */
export function checkedCallee(callee: u32): u64 {
  return expectFunction(force(callee));
}

function everyIs(predicate: u32, list: u32, wanted: bool): bool {
  const callee = expectFunction(force(predicate));
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  for (let at: u32 = 0; at < length; at++) {
    if (expectBool(callValue(callee, elementOf(elements, at))) != wanted) return false;
  }
  return true;
}

export function all(predicate: u32, list: u32): u64 {
  return boolValue(everyIs(predicate, list, true));
}

export function any(predicate: u32, list: u32): u64 {
  return boolValue(!everyIs(predicate, list, false));
}

export function concatAll(lists: u32): u64 {
  const outer = expectList(force(lists));
  return listValue(joinLists(elementsOf(outer), lengthOfList(outer)));
}

/** Joins the lists in cells. */
function joinLists(cells: u32, count: u32): u32 {
  let length: u64 = 0;
  let only: u32 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const inner = expectList(force(load<u32>(cells + at * 4)));
    if (lengthOfList(inner) == 0) continue;
    length += lengthOfList(inner);
    only = inner;
  }
  // A list of its own: lists are equal to themselves whatever is in them.
  if (only != 0 && lengthOfList(only) == length) return restOf(only, 0);
  if (length > maximalCount) giveUp();
  const result = newList(<u32>length);
  let target = result + 8;
  for (let at: u32 = 0; at < count; at++) {
    const inner = payloadOf(load<u64>(load<u32>(cells + at * 4)));
    const bytes = lengthOfList(inner) * 4;
    memory.copy(target, elementsOf(inner), bytes);
    target += bytes;
  }
  return result;
}

export function concatMap(callee: u32, list: u32): u64 {
  const fn = expectFunction(force(callee));
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  const cells = newList(length);
  for (let at: u32 = 0; at < length; at++) {
    const inner = callValue(fn, elementOf(elements, at));
    expectList(inner);
    setElement(cells, at, newCell(inner));
  }
  return listValue(joinLists(elementsOf(cells), length));
}

export function elem(value: u32, list: u32): u64 {
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  for (let at: u32 = 0; at < length; at++) if (equalCells(value, elementOf(elements, at))) return boolValue(true);
  return boolValue(false);
}

export function elemAt(list: u32, index: u32): u64 {
  const at = expectIndex(force(index));
  const elements = expectList(force(list));
  if (at < 0 || <u32>at >= lengthOfList(elements)) giveUp();
  return force(elementOf(elements, at));
}

/** Forces a list and, after it or before, the function that is to be called with its elements; 0 if it needs none. */
function calleeFor(callee: u32, list: u32): u64 {
  if (evaluatesUnneeded) return expectFunction(force(callee));
  return lengthOfList(expectList(force(list))) == 0 ? 0 : expectFunction(force(callee));
}

export function filter(predicate: u32, list: u32): u64 {
  const callee = calleeFor(predicate, list);
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  if (length == 0) return listValue(newList(0));
  const kept = newList(length);
  let count: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const cell = elementOf(elements, at);
    if (expectBool(callValue(callee, cell))) setElement(kept, count++, cell);
  }
  store<u32>(kept, count);
  return listValue(kept);
}

export function foldl(operator: u32, start: u32, list: u32): u64 {
  const callee = expectFunction(force(operator));
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  let result = start;
  for (let at: u32 = 0; at < length; at++) result = newCell(callValue2(callee, result, elementOf(elements, at)));
  return force(result);
}

export function genList(generator: u32, length: u32): u64 {
  const count = expectInt(force(length));
  if (count < 0 || count > listLimit) giveUp();
  if (count > 0) checkCallee(generator);
  const list = newList(<u32>count);
  for (let at: u32 = 0; at < <u32>count; at++) setElement(list, at, apply(generator, newCell(intValue(at))));
  return listValue(list);
}

export function groupBy(callee: u32, list: u32): u64 {
  const fn = expectFunction(force(callee));
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  const pairs = newSet(length);
  for (let at: u32 = 0; at < length; at++) {
    const cell = elementOf(elements, at);
    setEntry(pairs, at, expectSymbol(callValue(fn, cell)), cell, 0);
  }
  groupEntries(pairs);
  return setValue(pairs);
}

export function head(list: u32): u64 {
  const elements = expectList(force(list));
  if (lengthOfList(elements) == 0) giveUp();
  return force(elementOf(elements, 0));
}

export function length(list: u32): u64 {
  return intValue(lengthOfList(expectList(force(list))));
}

export function map(callee: u32, list: u32): u64 {
  const elements = expectList(force(list));
  const count = lengthOfList(elements);
  if (count == 0) return listValue(elements);
  checkCallee(callee);
  const result = newList(count);
  for (let at: u32 = 0; at < count; at++) setElement(result, at, apply(callee, elementOf(elements, at)));
  return listValue(result);
}

export function partition(predicate: u32, list: u32): u64 {
  const callee = expectFunction(force(predicate));
  const elements = expectList(force(list));
  const count = lengthOfList(elements);
  const right = newList(count);
  const wrong = newList(count);
  let rightCount: u32 = 0;
  let wrongCount: u32 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const cell = elementOf(elements, at);
    if (expectBool(callValue(callee, cell))) setElement(right, rightCount++, cell);
    else setElement(wrong, wrongCount++, cell);
  }
  store<u32>(right, rightCount);
  store<u32>(wrong, wrongCount);
  const set = newSet(2);
  setEntry(set, 0, sRight, newCell(listValue(right)), 0);
  setEntry(set, 1, sWrong, newCell(listValue(wrong)), 0);
  sortEntries(set);
  return setValue(set);
}

export function sort(comparator: u32, list: u32): u64 {
  const callee = calleeFor(comparator, list);
  const elements = expectList(force(list));
  const count = lengthOfList(elements);
  if (count == 0) return listValue(newList(0));
  for (let at: u32 = 0; at < count; at++) force(elementOf(elements, at));
  const result = newList(count);
  memory.copy(result + 8, elementsOf(elements), count * 4);
  if (sortsByInsertion) sortByInsertion(callee, result + 8, count);
  else sortByRuns(callee, result + 8, count);
  return listValue(result);
}

export function tail(list: u32): u64 {
  const elements = expectList(force(list));
  if (lengthOfList(elements) == 0) giveUp();
  return listValue(restOf(elements, 1));
}

/** Builtins that steer evaluation: forcing, failing, catching, tracing. */
import { expectList, expectSet } from "./expect";
import { callValue, expectFunction } from "./call";
import { COERCE_INTERPOLATION, coerceToText } from "./coerce";
import { failAbort, failThrow, giveUp } from "./failure";
import { force } from "./force";
import { KIND_INT, KIND_LIST, KIND_SET, KIND_STRING } from "../src/linear/layout";
import { elementOf, elementsOf, lengthOfList, maximalCount, newList, setElement } from "./lists";
import { allocate, falseValue, intOf, isKind, listValue, newCell, payloadOf, setValue, trueValue } from "./memory";
import { evaluatesUnneeded } from "./settings";
import { findAttribute, newSet, setEntry, sizeOf, sortEntries } from "./sets";
import { sortedOrder } from "./sorted-attributes";
import { popUndo, pushMessage } from "./stack";
import { compareTexts } from "./texts";
import { sKey, sOperator, sStartSet, sSuccess, sValue } from "./symbols";

// @ts-ignore: decorator
@external("host", "tryForce")
declare function tryForce(cell: u32): bool;
// @ts-ignore: decorator
@external("host", "trace")
declare function printTrace(cell: u32): void;
// @ts-ignore: decorator
@external("host", "importFile")
declare function importCell(cell: u32): u32;

export function abort(message: u32): u64 {
  failAbort(coerceToText(force(message), COERCE_INTERPOLATION));
  return 0;
}

export function throwError(message: u32): u64 {
  failThrow(coerceToText(force(message), COERCE_INTERPOLATION));
  return 0;
}

/** The message is for whoever catches an error. */
export function addErrorContext(message: u32, value: u32): u64 {
  pushMessage(message);
  const result = force(value);
  popUndo();
  return result;
}

export function seq(first: u32, second: u32): u64 {
  force(first);
  return force(second);
}

export function trace(message: u32, value: u32): u64 {
  force(message);
  printTrace(message);
  return force(value);
}

export function importFile(path: u32): u64 {
  force(path);
  return force(importCell(path));
}

export function tryEval(cell: u32): u64 {
  const succeeds = tryForce(cell);
  const set = newSet(2);
  setEntry(set, 0, sSuccess, newCell(succeeds ? trueValue : falseValue), 0);
  setEntry(set, 1, sValue, succeeds ? cell : newCell(falseValue), 0);
  sortEntries(set);
  return setValue(set);
}

export function deepSeq(first: u32, second: u32): u64 {
  forceDeep(first);
  return force(second);
}

/** Forces everything reachable from a value. Containers still to visit wait in a list, not on the stack. */
export function forceDeep(start: u32): void {
  const value = force(start);
  if (isKind(value, KIND_LIST) || isKind(value, KIND_SET)) forceReachable(value);
}

// Containers that were met: `[slots, capacity, count]`, an open table of payload addresses.

/** Adds the address of a container and tells whether it is new. */
function addSeen(table: u32, address: u32): bool {
  if (load<u32>(table, 8) * 2 >= load<u32>(table, 4)) growSeen(table);
  if (!insertSeen(load<u32>(table), load<u32>(table, 4), address)) return false;
  store<u32>(table, load<u32>(table, 8) + 1, 8);
  return true;
}

function insertSeen(slots: u32, capacity: u32, address: u32): bool {
  let slot = ((address * 0x9e3779b1) >> 7) & (capacity - 1);
  for (;;) {
    const known = load<u32>(slots + slot * 4);
    if (known == address) return false;
    if (known == 0) break;
    slot = (slot + 1) & (capacity - 1);
  }
  store<u32>(slots + slot * 4, address);
  return true;
}

function growSeen(table: u32): void {
  const oldSlots = load<u32>(table);
  const oldCapacity = load<u32>(table, 4);
  const capacity: u32 = oldCapacity == 0 ? 64 : oldCapacity * 2;
  const slots = allocate(capacity * 4);
  for (let at: u32 = 0; at < oldCapacity; at++) {
    const address = load<u32>(oldSlots + at * 4);
    if (address != 0) insertSeen(slots, capacity, address);
  }
  store<u32>(table, slots);
  store<u32>(table, capacity, 4);
}

function forceReachable(start: u64): void {
  const seen = allocate(12);
  let capacity: u32 = 64;
  let pending = allocate(capacity * 8);
  let count: u32 = 1;
  store<u64>(pending, start);
  while (count > 0) {
    const value = load<u64>(pending + --count * 8);
    const address = payloadOf(value);
    if (!addSeen(seen, address)) continue;
    const isList = isKind(value, KIND_LIST);
    const size = isList ? lengthOfList(address) : sizeOf(address);
    const order = isList ? 0 : sortedOrder(address);
    const before = count;
    for (let at: u32 = 0; at < size; at++) {
      const child = force(isList ? elementOf(address, at) : load<u32>(load<u32>(order + at * 4), 4));
      if (!isKind(child, KIND_LIST) && !isKind(child, KIND_SET)) continue;
      if (count == capacity) {
        const larger = allocate(capacity * 16);
        memory.copy(larger, pending, capacity * 8);
        pending = larger;
        capacity *= 2;
      }
      store<u64>(pending + count++ * 8, child);
    }
    reverse(pending + before * 8, count - before);
  }
}

/** Reverses values, so that the first is taken from the end first. */
function reverse(from: u32, count: u32): void {
  let low = from;
  let high = from + count * 8;
  while (low + 8 < high) {
    high -= 8;
    const value = load<u64>(low);
    store<u64>(low, load<u64>(high));
    store<u64>(high, value);
    low += 8;
  }
}

function requiredAttribute(set: u32, symbol: u32): u64 {
  const cell = findAttribute(set, symbol);
  if (cell == 0) giveUp();
  return force(cell);
}

/**
 * Items are kept in the order in which they were found, and their keys in a search tree of nodes
 * `[left, right, key (8 bytes)]`. Keys that are no strings and no integers are the other evaluator's.
 */
export function genericClosure(request: u32): u64 {
  const set = expectSet(force(request));
  const start = expectList(requiredAttribute(set, sStartSet));
  if (lengthOfList(start) == 0 && !evaluatesUnneeded) return listValue(start);
  const operator = expectFunction(requiredAttribute(set, sOperator));
  let capacity: u32 = lengthOfList(start) + 64;
  let queue = allocate(capacity * 4);
  let queued = lengthOfList(start);
  memory.copy(queue, elementsOf(start), queued * 4);
  let found = allocate(capacity * 4);
  let count: u32 = 0;
  const root = allocate(8);
  let seed: u32 = 1;
  for (let at: u32 = 0; at < queued; at++) {
    const element = load<u32>(queue + at * 4);
    const item = expectSet(force(element));
    const key = requiredAttribute(item, sKey);
    seed = seed * 1103515245 + 12345;
    if (!addKey(root, key, seed)) continue;
    store<u32>(found + count++ * 4, element);
    const next = expectList(callValue(operator, element));
    const more = lengthOfList(next);
    if (queued + more > capacity) {
      if (queued + more > maximalCount) giveUp();
      const wanted = (queued + more) * 2;
      const newQueue = allocate(wanted * 4);
      memory.copy(newQueue, queue, queued * 4);
      queue = newQueue;
      const newFound = allocate(wanted * 4);
      memory.copy(newFound, found, count * 4);
      found = newFound;
      capacity = wanted;
    }
    for (let one: u32 = 0; one < more; one++) {
      const cell = elementOf(next, one);
      force(cell);
      store<u32>(queue + queued++ * 4, cell);
    }
  }
  const list = newList(count);
  for (let at: u32 = 0; at < count; at++) setElement(list, at, load<u32>(found + at * 4));
  return listValue(list);
}

/** Adds a key to a treap under an anchor and tells whether it was new. Nodes: left, right, priority, unused, key. */
function addKey(anchor: u32, key: u64, priority: u32): bool {
  if (!isKind(key, KIND_STRING) && !isKind(key, KIND_INT)) giveUp();
  let place = anchor;
  for (let node = load<u32>(place); node != 0; node = load<u32>(place)) {
    const order = compareKeys(key, load<u64>(node, 16));
    if (order == 0) return false;
    if (load<u32>(node, 8) < priority) break;
    place = order < 0 ? node : node + 4;
  }
  const rest = load<u32>(place);
  if (rest != 0 && hasKey(rest, key)) return false;
  const added = allocate(24);
  store<u32>(added, priority, 8);
  store<u64>(added, key, 16);
  splitTree(rest, key, added, added + 4);
  store<u32>(place, added);
  return true;
}

function hasKey(start: u32, key: u64): bool {
  let node = start;
  while (node != 0) {
    const order = compareKeys(key, load<u64>(node, 16));
    if (order == 0) return true;
    node = load<u32>(order < 0 ? node : node + 4);
  }
  return false;
}

/** Puts the nodes below a key in one place, those above it in another. */
function splitTree(start: u32, key: u64, below: u32, above: u32): void {
  let node = start;
  let lowPlace = below;
  let highPlace = above;
  while (node != 0) {
    if (compareKeys(key, load<u64>(node, 16)) < 0) {
      store<u32>(highPlace, node);
      highPlace = node;
      node = load<u32>(node);
    } else {
      store<u32>(lowPlace, node);
      lowPlace = node + 4;
      node = load<u32>(node, 4);
    }
  }
  store<u32>(lowPlace, 0);
  store<u32>(highPlace, 0);
}

function compareKeys(left: u64, right: u64): i32 {
  if (isKind(left, KIND_INT) && isKind(right, KIND_INT)) {
    const first = intOf(left);
    const second = intOf(right);
    return first < second ? -1 : first > second ? 1 : 0;
  }
  if (!isKind(left, KIND_STRING) || !isKind(right, KIND_STRING)) giveUp();
  return compareTexts(payloadOf(left), payloadOf(right));
}

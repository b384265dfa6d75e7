/** Builtins on attribute sets. */
import { checkedCallee } from "./builtins-lists";
import { expectList, expectSet, expectSymbol } from "./expect";
import { failMissingAttribute, giveUp } from "./failure";
import { force } from "./force";
import { FORM_APPLY2, KIND_BUILTIN, KIND_PARTIAL } from "../src/linear/layout";
import { elementOf, lengthOfList, maximalCount, newList, setElement } from "./lists";
import {
  allocate,
  boolValue,
  falseValue,
  isKind,
  isLambda,
  listValue,
  lowWord,
  newCell,
  payloadOf,
  setValue,
  shrinkTo,
  stringValue,
  trueValue,
} from "./memory";
import { ENTRY, entryAt, findAttribute, findEntry, groupEntries, newSet, setEntry, sizeOf, sortEntries } from "./sets";
import { sortedOrder } from "./sorted-attributes";
import { sName, sValue } from "./symbols";
import { symbolText } from "./texts";

// @ts-ignore: decorator
@external("host", "position")
declare function positionCell(position: u32): u32;

/** Returns a call with two arguments put off. */
function apply2(callee: u32, first: u32, second: u32): u32 {
  const parts = allocate(12);
  store<u32>(parts, callee);
  store<u32>(parts, first, 4);
  store<u32>(parts, second, 8);
  return newCell(<u64>(parts | FORM_APPLY2));
}

/** Returns a cell of the text of a symbol. */
// @ts-ignore: decorator
@inline
function nameCell(symbol: u32): u32 {
  return newCell(stringValue(symbolText(symbol)));
}

export function attrNames(from: u32): u64 {
  const set = expectSet(force(from));
  const size = sizeOf(set);
  const order = sortedOrder(set);
  const list = newList(size);
  for (let at: u32 = 0; at < size; at++) setElement(list, at, nameCell(load<u32>(load<u32>(order + at * 4))));
  return listValue(list);
}

export function attrValues(from: u32): u64 {
  const set = expectSet(force(from));
  const size = sizeOf(set);
  const order = sortedOrder(set);
  const list = newList(size);
  for (let at: u32 = 0; at < size; at++) setElement(list, at, load<u32>(load<u32>(order + at * 4), 4));
  return listValue(list);
}

export function catAttrs(name: u32, sets: u32): u64 {
  const symbol = expectSymbol(force(name));
  const elements = expectList(force(sets));
  const length = lengthOfList(elements);
  const list = newList(length);
  let count: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const cell = findAttribute(expectSet(force(elementOf(elements, at))), symbol);
    if (cell != 0) setElement(list, count++, cell);
  }
  store<u32>(list, count);
  return listValue(list);
}

export function functionArgs(callee: u32): u64 {
  const value = force(callee);
  if (isKind(value, KIND_BUILTIN) || isKind(value, KIND_PARTIAL)) return setValue(newSet(0));
  if (!isLambda(value)) giveUp();
  const lambda = lowWord(value) & ~7;
  if (load<u32>(lambda, 8) != 1) return setValue(newSet(0));
  const count = load<u32>(lambda, 24);
  const set = newSet(count);
  for (let at: u32 = 0; at < count; at++) {
    const formal = lambda + 36 + at * 12;
    const hasDefault = load<u32>(formal, 4) != 0;
    setEntry(set, at, load<u32>(formal), newCell(hasDefault ? trueValue : falseValue), load<u32>(formal, 8));
  }
  sortEntries(set);
  return setValue(set);
}

export function getAttr(name: u32, from: u32): u64 {
  const symbol = expectSymbol(force(name));
  const set = expectSet(force(from));
  const cell = findAttribute(set, symbol);
  if (cell == 0) failMissingAttribute(set, symbol);
  return force(cell);
}

export function hasAttr(name: u32, from: u32): u64 {
  const symbol = expectSymbol(force(name));
  return boolValue(findEntry(expectSet(force(from)), symbol) != 0);
}

export function intersectAttrs(names: u32, from: u32): u64 {
  const left = expectSet(force(names));
  const right = expectSet(force(from));
  const leftIsSmaller = sizeOf(left) < sizeOf(right);
  const smaller = leftIsSmaller ? left : right;
  const other = leftIsSmaller ? right : left;
  const result = newSet(sizeOf(smaller));
  let target = result + 4;
  const end = entryAt(smaller, sizeOf(smaller));
  for (let entry = smaller + 4; entry < end; entry += ENTRY) {
    const found = findEntry(other, load<u32>(entry));
    if (found == 0) continue;
    memory.copy(target, leftIsSmaller ? found : entry, ENTRY);
    target += ENTRY;
  }
  store<u32>(result, (target - result - 4) / ENTRY);
  shrinkTo(target);
  return setValue(result);
}

export function listToAttrs(list: u32): u64 {
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  const set = newSet(length);
  for (let at: u32 = 0; at < length; at++) {
    const pair = expectSet(force(elementOf(elements, at)));
    const name = findAttribute(pair, sName);
    if (name == 0) giveUp();
    const symbol = expectSymbol(force(name));
    const value = findEntry(pair, sValue);
    // Of a name that came before, the value need not be there.
    if (value == 0) giveUp();
    setEntry(set, at, symbol, load<u32>(value, 4), load<u32>(value, 8));
  }
  sortEntries(set);
  return setValue(set);
}

export function mapAttrs(callee: u32, from: u32): u64 {
  const set = expectSet(force(from));
  const size = sizeOf(set);
  const result = newSet(size);
  for (let at: u32 = 0; at < size; at++) {
    const entry = entryAt(set, at);
    const symbol = load<u32>(entry);
    setEntry(result, at, symbol, apply2(callee, nameCell(symbol), load<u32>(entry, 4)), 0);
  }
  return setValue(result);
}

export function removeAttrs(from: u32, names: u32): u64 {
  const set = expectSet(force(from));
  const elements = expectList(force(names));
  const length = lengthOfList(elements);
  const removed = newSet(length);
  let hits = false;
  for (let at: u32 = 0; at < length; at++) {
    const symbol = expectSymbol(force(elementOf(elements, at)));
    setEntry(removed, at, symbol, 0, 0);
    if (findEntry(set, symbol) != 0) hits = true;
  }
  if (!hits) return setValue(set);
  sortEntries(removed);
  const result = newSet(sizeOf(set));
  let target = result + 4;
  const end = entryAt(set, sizeOf(set));
  for (let entry = set + 4; entry < end; entry += ENTRY) {
    if (findEntry(removed, load<u32>(entry)) != 0) continue;
    memory.copy(target, entry, ENTRY);
    target += ENTRY;
  }
  store<u32>(result, (target - result - 4) / ENTRY);
  shrinkTo(target);
  return setValue(result);
}

export function unsafeGetAttrPos(name: u32, from: u32): u64 {
  const symbol = expectSymbol(force(name));
  const entry = findEntry(expectSet(force(from)), symbol);
  return force(positionCell(entry == 0 ? 0 : load<u32>(entry, 8)));
}

export function zipAttrsWith(callee: u32, list: u32): u64 {
  checkedCallee(callee);
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  let total: u64 = 0;
  for (let at: u32 = 0; at < length; at++) total += sizeOf(expectSet(force(elementOf(elements, at))));
  if (total > maximalCount) giveUp();
  const set = newSet(<u32>total);
  let target = set + 4;
  for (let at: u32 = 0; at < length; at++) {
    const from = payloadOf(load<u64>(elementOf(elements, at)));
    const bytes = sizeOf(from) * ENTRY;
    memory.copy(target, from + 4, bytes);
    target += bytes;
  }
  groupEntries(set);
  const size = sizeOf(set);
  for (let at: u32 = 0; at < size; at++) {
    const entry = entryAt(set, at);
    store<u32>(entry, apply2(callee, nameCell(load<u32>(entry)), load<u32>(entry, 4)), 4);
  }
  return setValue(set);
}

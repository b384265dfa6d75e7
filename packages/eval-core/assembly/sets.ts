/** Attribute sets: entries of 12 bytes, ascending by symbol. */
import { giveUp } from "./failure";
import { maximalCount, newList, setElement } from "./lists";
import { allocate, listValue, newCell, release, shrinkTo } from "./memory";

export const ENTRY: u32 = 12;

// @ts-ignore: decorator
@inline
export function sizeOf(set: u32): u32 {
  return load<u32>(set);
}

/** Returns a set whose entries are still to be written. */
export function newSet(size: u32): u32 {
  if (size > maximalCount) giveUp();
  const at = allocate(4 + size * ENTRY);
  store<u32>(at, size);
  return at;
}

// @ts-ignore: decorator
@inline
export function entryAt(set: u32, at: u32): u32 {
  return set + 4 + at * ENTRY;
}

// @ts-ignore: decorator
@inline
export function setEntry(set: u32, at: u32, symbol: u32, cell: u32, position: u32): void {
  const entry = entryAt(set, at);
  store<u32>(entry, symbol);
  store<u32>(entry, cell, 4);
  store<u32>(entry, position, 8);
}

/** Returns the entry of a symbol, or 0. */
export function findEntry(set: u32, symbol: u32): u32 {
  let low: u32 = set + 4;
  let count = load<u32>(set);
  while (count > 0) {
    const half = count >> 1;
    const middle = low + half * ENTRY;
    const found = load<u32>(middle);
    if (found == symbol) return middle;
    if (found < symbol) {
      low = middle + ENTRY;
      count -= half + 1;
    } else count = half;
  }
  return 0;
}

/** Returns the cell of an attribute, or 0. */
// @ts-ignore: decorator
@inline
export function findAttribute(set: u32, symbol: u32): u32 {
  const entry = findEntry(set, symbol);
  return entry == 0 ? 0 : load<u32>(entry, 4);
}

// @ts-ignore: decorator
@inline
function copyEntry(to: u32, from: u32): void {
  store<u64>(to, load<u64>(from));
  store<u32>(to, load<u32>(from, 8), 8);
}

/** Returns `left // right`. */
export function updateSets(left: u32, right: u32): u32 {
  const leftSize = sizeOf(left);
  const rightSize = sizeOf(right);
  if (leftSize == 0) return right;
  if (rightSize == 0) return left;
  return rightSize * 8 < leftSize ? updateFew(left, right) : mergeSets(left, right);
}

function mergeSets(left: u32, right: u32): u32 {
  let first = left + 4;
  let second = right + 4;
  const firstEnd = entryAt(left, sizeOf(left));
  const secondEnd = entryAt(right, sizeOf(right));
  const result = newSet(sizeOf(left) + sizeOf(right));
  let target = result + 4;
  while (first < firstEnd && second < secondEnd) {
    const firstSymbol = load<u32>(first);
    const secondSymbol = load<u32>(second);
    if (firstSymbol < secondSymbol) {
      copyEntry(target, first);
      first += ENTRY;
    } else {
      copyEntry(target, second);
      second += ENTRY;
      if (firstSymbol == secondSymbol) first += ENTRY;
    }
    target += ENTRY;
  }
  memory.copy(target, first, firstEnd - first);
  target += firstEnd - first;
  memory.copy(target, second, secondEnd - second);
  target += secondEnd - second;
  store<u32>(result, (target - result - 4) / ENTRY);
  shrinkTo(target);
  return result;
}

/** Merges a large set and a small one: what is between the names of the small one is copied in one go. */
function updateFew(left: u32, right: u32): u32 {
  const result = newSet(sizeOf(left) + sizeOf(right));
  let from = left + 4;
  const leftEnd = entryAt(left, sizeOf(left));
  const rightEnd = entryAt(right, sizeOf(right));
  let target = result + 4;
  for (let entry = right + 4; entry < rightEnd; entry += ENTRY) {
    const symbol = load<u32>(entry);
    const upTo = lowerBound(from, leftEnd, symbol);
    memory.copy(target, from, upTo - from);
    target += upTo - from;
    copyEntry(target, entry);
    target += ENTRY;
    from = upTo < leftEnd && load<u32>(upTo) == symbol ? upTo + ENTRY : upTo;
  }
  memory.copy(target, from, leftEnd - from);
  target += leftEnd - from;
  store<u32>(result, (target - result - 4) / ENTRY);
  shrinkTo(target);
  return result;
}

/** Returns the first entry in a range whose symbol is not below one. */
function lowerBound(from: u32, end: u32, symbol: u32): u32 {
  let low = from;
  let count = (end - from) / ENTRY;
  while (count > 0) {
    const half = count >> 1;
    const middle = low + half * ENTRY;
    if (load<u32>(middle) < symbol) {
      low = middle + ENTRY;
      count -= half + 1;
    } else count = half;
  }
  return low;
}

/** Brings entries written in any order into that of their symbols; of entries with one symbol the first is kept. */
export function sortEntries(set: u32): void {
  const size = sizeOf(set);
  if (size < 2) return;
  let ascending = true;
  for (let at: u32 = 1; at < size && ascending; at++) {
    ascending = load<u32>(entryAt(set, at - 1)) < load<u32>(entryAt(set, at));
  }
  if (ascending) return;
  const scratch = allocate(size * ENTRY);
  mergeSortEntries(set + 4, scratch, size);
  release(scratch);
  removeRepeated(set);
}

/** Sorts entries by symbol, keeping the order of equal ones. */
function mergeSortEntries(from: u32, scratch: u32, count: u32): void {
  if (count <= 8) {
    for (let at: u32 = 1; at < count; at++) {
      const entry = from + at * ENTRY;
      const low = load<u64>(entry);
      const high = load<u32>(entry, 8);
      let to = entry;
      while (to > from && load<u32>(to - ENTRY) > <u32>low) {
        copyEntry(to, to - ENTRY);
        to -= ENTRY;
      }
      store<u64>(to, low);
      store<u32>(to, high, 8);
    }
    return;
  }
  const half = count >> 1;
  mergeSortEntries(from, scratch, half);
  mergeSortEntries(from + half * ENTRY, scratch, count - half);
  memory.copy(scratch, from, half * ENTRY);
  let left = scratch;
  const leftEnd = scratch + half * ENTRY;
  let right = from + half * ENTRY;
  const rightEnd = from + count * ENTRY;
  let target = from;
  while (left < leftEnd) {
    if (right < rightEnd && load<u32>(right) < load<u32>(left)) {
      copyEntry(target, right);
      right += ENTRY;
    } else {
      copyEntry(target, left);
      left += ENTRY;
    }
    target += ENTRY;
  }
}

/** Makes one entry, a list of the cells, of the entries with one symbol. They keep their order. */
export function groupEntries(set: u32): void {
  const size = sizeOf(set);
  mergeSortEntries(set + 4, allocate(size * ENTRY), size);
  let groups: u32 = 0;
  for (let at: u32 = 0; at < size; groups++) {
    const symbol = load<u32>(entryAt(set, at));
    let end = at + 1;
    while (end < size && load<u32>(entryAt(set, end)) == symbol) end++;
    const list = newList(end - at);
    for (let one = at; one < end; one++) setElement(list, one - at, load<u32>(entryAt(set, one), 4));
    setEntry(set, groups, symbol, newCell(listValue(list)), 0);
    at = end;
  }
  store<u32>(set, groups);
}

function removeRepeated(set: u32): void {
  const end = entryAt(set, sizeOf(set));
  let target = set + 4;
  let last: u32 = 0;
  for (let entry = set + 4; entry < end; entry += ENTRY) {
    const symbol = load<u32>(entry);
    if (symbol == last) continue;
    last = symbol;
    if (target != entry) copyEntry(target, entry);
    target += ENTRY;
  }
  store<u32>(set, (target - set - 4) / ENTRY);
}

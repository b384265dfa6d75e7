/**
 * Lists that are sorted by texts, with a number beside each that orders most of them without a look at the texts. A
 * list is `[items, capacity, count, spare items]`, an item 16 bytes: the number, the text and what it belongs to.
 */
import { allocate } from "./memory";
import { compareTexts } from "./texts";

const ITEM: u32 = 16;
/** Lists up to this length are sorted by insertion. */
const insertionLimit: u32 = 48;

/** Returns an empty list. */
export function newItems(): u32 {
  const list = allocate(16);
  const capacity: u32 = 256;
  store<u32>(list, allocate(capacity * ITEM));
  store<u32>(list, capacity, 4);
  return list;
}

// @ts-ignore: decorator
@inline
export function clearItems(list: u32): void {
  store<u32>(list, 0, 8);
}

// @ts-ignore: decorator
@inline
export function countItems(list: u32): u32 {
  return load<u32>(list, 8);
}

/** Returns the address of an item. */
// @ts-ignore: decorator
@inline
export function itemAt(list: u32, at: u32): u32 {
  return load<u32>(list) + at * ITEM;
}

// @ts-ignore: decorator
@inline
export function itemKey(item: u32): u64 {
  return load<u64>(item);
}

// @ts-ignore: decorator
@inline
export function itemText(item: u32): u32 {
  return load<u32>(item, 8);
}

// @ts-ignore: decorator
@inline
export function itemOwner(item: u32): u32 {
  return load<u32>(item, 12);
}

/** Takes the last item off a list that has one; returns what it belongs to. */
export function takeLast(list: u32): u32 {
  const count = load<u32>(list, 8) - 1;
  store<u32>(list, count, 8);
  return itemOwner(itemAt(list, count));
}

export function addItem(list: u32, key: u64, text: u32, owner: u32): void {
  const count = load<u32>(list, 8);
  if (count == load<u32>(list, 4)) growItems(list);
  const item = itemAt(list, count);
  store<u64>(item, key);
  store<u32>(item, text, 8);
  store<u32>(item, owner, 12);
  store<u32>(list, count + 1, 8);
}

function growItems(list: u32): void {
  const items = load<u32>(list);
  const capacity = load<u32>(list, 4);
  store<u32>(list, allocate(capacity * 2 * ITEM));
  store<u32>(list, capacity * 2, 4);
  store<u32>(list, 0, 12);
  memory.copy(load<u32>(list), items, capacity * ITEM);
}

/** Compares items: negative, zero or positive. */
// @ts-ignore: decorator
@inline
export function compareItems(left: u32, right: u32): i32 {
  const leftKey = load<u64>(left);
  const rightKey = load<u64>(right);
  if (leftKey != rightKey) return leftKey < rightKey ? -1 : 1;
  return compareTexts(load<u32>(left, 8), load<u32>(right, 8));
}

// @ts-ignore: decorator
@inline
function copyItem(to: u32, from: u32): void {
  store<u64>(to, load<u64>(from));
  store<u64>(to, load<u64>(from, 8), 8);
}

/** Sorts a list in place. */
export function sortItems(list: u32): void {
  const count = load<u32>(list, 8);
  if (count <= insertionLimit) insertItems(load<u32>(list), count);
  else {
    if (load<u32>(list, 12) == 0) store<u32>(list, allocate(load<u32>(list, 4) * ITEM), 12);
    mergeItems(load<u32>(list), load<u32>(list, 12), count);
  }
}

function insertItems(from: u32, count: u32): void {
  const end = from + count * ITEM;
  for (let item = from + ITEM; item < end; item += ITEM) {
    const key = load<u64>(item);
    const rest = load<u64>(item, 8);
    let to = item;
    for (; to > from; to -= ITEM) {
      const before = load<u64>(to - ITEM);
      if (before < key) break;
      if (before == key && compareTexts(load<u32>(to - ITEM, 8), <u32>rest) <= 0) break;
      copyItem(to, to - ITEM);
    }
    store<u64>(to, key);
    store<u64>(to, rest, 8);
  }
}

function mergeItems(from: u32, spare: u32, count: u32): void {
  if (count <= 12) {
    insertItems(from, count);
    return;
  }
  const half = count >> 1;
  mergeItems(from, spare, half);
  mergeItems(from + half * ITEM, spare, count - half);
  memory.copy(spare, from, half * ITEM);
  let left = spare;
  const leftEnd = spare + half * ITEM;
  let right = from + half * ITEM;
  const rightEnd = from + count * ITEM;
  for (let to = from; left < leftEnd; to += ITEM) {
    if (right < rightEnd && compareItems(right, left) < 0) {
      copyItem(to, right);
      right += ITEM;
    } else {
      copyItem(to, left);
      left += ITEM;
    }
  }
}

/** The attributes of a set in the byte order of their names. Evaluation may go on while they are looked at. */
import { allocate } from "./memory";
import { ENTRY, sizeOf } from "./sets";
import { addItem, clearItems, itemAt, itemOwner, newItems, sortItems } from "./sorted-items";
import { pushText } from "./stack";
import { bytesOf, lengthOf, symbolText } from "./texts";

/** Entries of a set, while they are sorted. */
let order: u32 = 0;

function sortByName(set: u32): u32 {
  if (order == 0) order = newItems();
  clearItems(order);
  const size = sizeOf(set);
  for (let at: u32 = 0; at < size; at++) {
    const entry = set + 4 + at * ENTRY;
    const name = symbolText(load<u32>(entry));
    addItem(order, textKey(name), name, entry);
  }
  sortItems(order);
  return size;
}

/** Returns where as many entry addresses are as the set has, in the byte order of the names. */
export function sortedOrder(set: u32): u32 {
  const size = sortByName(set);
  const entries = allocate(size * 4);
  for (let at: u32 = 0; at < size; at++) store<u32>(entries + at * 4, itemOwner(itemAt(order, at)));
  return entries;
}

/**
 * Pushes the symbol and the cell of each attribute to the stack of texts, in the byte order of the names; returns how
 * many there are.
 */
export function pushSorted(set: u32): u32 {
  const size = sortByName(set);
  for (let at: u32 = 0; at < size; at++) {
    const entry = itemOwner(itemAt(order, at));
    pushText(load<u32>(entry));
    pushText(load<u32>(entry, 4));
  }
  return size;
}

/** Returns a number that orders texts as their bytes do, unless it is the same. */
// @ts-ignore: decorator
@inline
export function textKey(text: u32): u64 {
  const length = lengthOf(text);
  const key = bswap(load<u64>(bytesOf(text)));
  if (length >= 8) return key;
  return length == 0 ? 0 : key & ((<u64>-1) << (64 - 8 * length));
}

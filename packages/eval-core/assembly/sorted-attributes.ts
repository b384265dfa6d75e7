/** The attributes of a set in the byte order of their names, on the stack of texts: evaluation may go on above them. */
import { ENTRY } from "./sets";
import { addItem, clearItems, itemAt, itemOwner, newItems, sortItems } from "./sorted-items";
import { pushText } from "./stack";
import { bytesOf, lengthOf, symbolText } from "./texts";

/** Entries of a set, while they are sorted. */
let order: u32 = 0;

/** Pushes the symbol and the cell of each attribute, in the byte order of the names; returns how many there are. */
export function pushSorted(set: u32): u32 {
  if (order == 0) order = newItems();
  clearItems(order);
  const size = load<u32>(set);
  for (let at: u32 = 0; at < size; at++) {
    const entry = set + 4 + at * ENTRY;
    const name = symbolText(load<u32>(entry));
    addItem(order, textKey(name), name, entry);
  }
  sortItems(order);
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

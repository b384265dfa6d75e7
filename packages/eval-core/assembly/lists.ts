/** Lists: a length and where the elements are. */
import { giveUp } from "./failure";
import { allocate } from "./memory";

// @ts-ignore: decorator
@inline
export function lengthOfList(list: u32): u32 {
  return load<u32>(list);
}

/** Where the addresses of the elements begin. */
// @ts-ignore: decorator
@inline
export function elementsOf(list: u32): u32 {
  return load<u32>(list, 4);
}

/** Returns the cell of an element that exists. */
// @ts-ignore: decorator
@inline
export function elementOf(list: u32, at: u32): u32 {
  return load<u32>(load<u32>(list, 4) + at * 4);
}

/** What may be in a list or a set, so that its size in bytes is a word. */
export const maximalCount: u32 = 0x0fffffff;

/** Returns a list whose elements are still to be set. */
export function newList(length: u32): u32 {
  if (length > maximalCount) giveUp();
  const at = allocate(8 + length * 4);
  store<u32>(at, length);
  store<u32>(at, at + 8, 4);
  return at;
}

// @ts-ignore: decorator
@inline
export function setElement(list: u32, at: u32, cell: u32): void {
  store<u32>(list + 8 + at * 4, cell);
}

/** Returns the list without its first elements. */
export function restOf(list: u32, from: u32): u32 {
  const at = allocate(8);
  store<u32>(at, lengthOfList(list) - from);
  store<u32>(at, elementsOf(list) + from * 4, 4);
  return at;
}

export function concatLists(left: u32, right: u32): u32 {
  const leftLength = lengthOfList(left);
  const rightLength = lengthOfList(right);
  if (leftLength == 0) return right;
  if (rightLength == 0) return left;
  const list = newList(leftLength + rightLength);
  memory.copy(list + 8, elementsOf(left), leftLength * 4);
  memory.copy(list + 8 + leftLength * 4, elementsOf(right), rightLength * 4);
  return list;
}

/** String contexts: ascending symbols of context elements. */
import { allocate } from "./memory";

/** Returns the context of one element. */
export function contextOfElement(symbol: u32): u32 {
  const at = allocate(8);
  store<u32>(at, 1);
  store<u32>(at, symbol, 4);
  return at;
}

/** Returns the elements of both; one of the two itself where that has all. */
export function mergeContexts(left: u32, right: u32): u32 {
  if (left == 0 || left == right) return right;
  if (right == 0) return left;
  const leftCount = load<u32>(left);
  const rightCount = load<u32>(right);
  const at = allocate(4 + (leftCount + rightCount) * 4);
  let i: u32 = 0;
  let j: u32 = 0;
  let count: u32 = 0;
  while (i < leftCount && j < rightCount) {
    const first = load<u32>(left + i * 4, 4);
    const second = load<u32>(right + j * 4, 4);
    if (first <= second) i++;
    if (second <= first) j++;
    store<u32>(at + count * 4, first < second ? first : second, 4);
    count++;
  }
  for (; i < leftCount; i++, count++) store<u32>(at + count * 4, load<u32>(left + i * 4, 4), 4);
  for (; j < rightCount; j++, count++) store<u32>(at + count * 4, load<u32>(right + j * 4, 4), 4);
  if (count == leftCount) return left;
  if (count == rightCount) return right;
  store<u32>(at, count);
  return at;
}

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
  const count = leftCount + rightCount - countShared(left, right);
  // Memory is never given back, so nothing is taken that may turn out not to be needed.
  if (count == leftCount) return left;
  return count == rightCount ? right : joinContexts(left, right, count);
}

/** Returns how many elements two contexts have in common. */
function countShared(left: u32, right: u32): u32 {
  const leftEnd = left + 4 + load<u32>(left) * 4;
  const rightEnd = right + 4 + load<u32>(right) * 4;
  let shared: u32 = 0;
  for (let first = left + 4, second = right + 4; first < leftEnd && second < rightEnd;) {
    const difference = <i32>load<u32>(first) - <i32>load<u32>(second);
    if (difference <= 0) first += 4;
    if (difference >= 0) second += 4;
    if (difference == 0) shared++;
  }
  return shared;
}

function joinContexts(left: u32, right: u32, count: u32): u32 {
  const leftEnd = left + 4 + load<u32>(left) * 4;
  const rightEnd = right + 4 + load<u32>(right) * 4;
  const joined = allocate(4 + count * 4);
  store<u32>(joined, count);
  let first = left + 4;
  let second = right + 4;
  for (let at: u32 = 0; at < count; at++) {
    const fromLeft = first < leftEnd ? load<u32>(first) : <u32>-1;
    const fromRight = second < rightEnd ? load<u32>(second) : <u32>-1;
    if (fromLeft <= fromRight) first += 4;
    if (fromRight <= fromLeft) second += 4;
    store<u32>(joined + at * 4, fromLeft < fromRight ? fromLeft : fromRight, 4);
  }
  return joined;
}

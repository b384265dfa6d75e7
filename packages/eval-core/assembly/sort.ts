/**
 * Sorting the cells of a list by a comparator that may be no ordering at all. The two algorithms make the comparisons
 * that implementations make, as `sort.ts` of the other evaluator does.
 */
import { expectBool } from "./expect";
import { callValue2 } from "./call";
import { lessThan } from "./compare";
import { force } from "./force";
import { KIND_BUILTIN } from "../src/linear/layout";
import { allocate, isKind, payloadOf } from "./memory";

/** Length of the runs that insertion sort makes. */
const runLength: u32 = 7;

/** The number of `lessThan`, which needs no call. */
const lessThanBuiltin: u32 = 61;

function isBefore(callee: u64, left: u32, right: u32): bool {
  if (isKind(callee, KIND_BUILTIN) && payloadOf(callee) == lessThanBuiltin) return lessThan(force(left), force(right));
  return expectBool(callValue2(callee, left, right));
}

// @ts-ignore: decorator
@inline
function at(cells: u32, index: u32): u32 {
  return load<u32>(cells + index * 4);
}

// @ts-ignore: decorator
@inline
function put(cells: u32, index: u32, cell: u32): void {
  store<u32>(cells + index * 4, cell);
}

/** Sorts half by half, each by insertion in runs of seven that are merged two by two. */
export function sortByInsertion(callee: u64, cells: u32, count: u32): void {
  const middle = (count + 1) >> 1;
  const scratch = allocate(count * 4);
  sortHalf(callee, cells, scratch, middle);
  sortHalf(callee, cells + middle * 4, scratch, count - middle);
  memory.copy(scratch, cells, count * 4);
  if (middle > count - middle) mergeFromEnd(callee, scratch, cells, middle, count);
  else merge(callee, scratch, cells, 0, middle, count);
}

function sortHalf(callee: u64, cells: u32, scratch: u32, count: u32): void {
  for (let start: u32 = 0; start < count; start += runLength) {
    insertionSort(callee, cells, start, min(start + runLength, count));
  }
  let from = cells;
  let to = scratch;
  for (let width: u32 = runLength; width < count; width *= 2) {
    for (let start: u32 = 0; start < count; start += 2 * width) {
      merge(callee, from, to, start, min(start + width, count), min(start + 2 * width, count));
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
  if (from != cells) memory.copy(cells, from, count * 4);
}

function insertionSort(callee: u64, cells: u32, start: u32, end: u32): void {
  for (let next = start + 1; next < end; next++) {
    const cell = at(cells, next);
    let place: u32;
    if (isBefore(callee, cell, at(cells, start))) {
      place = start;
      memory.copy(cells + (start + 1) * 4, cells + start * 4, (next - start) * 4);
    } else {
      place = next;
      while (isBefore(callee, cell, at(cells, place - 1))) {
        put(cells, place, at(cells, place - 1));
        place--;
      }
    }
    put(cells, place, cell);
  }
}

/** Merges two sorted neighbours of `from` into the same places of `to`. */
function merge(callee: u64, from: u32, to: u32, start: u32, middle: u32, end: u32): void {
  let left = start;
  let right = middle;
  let target = start;
  while (left < middle && right < end) {
    const takesRight = isBefore(callee, at(from, right), at(from, left));
    put(to, target++, at(from, takesRight ? right++ : left++));
  }
  while (left < middle) put(to, target++, at(from, left++));
  while (right < end) put(to, target++, at(from, right++));
}

/** Merges two sorted neighbours beginning with their last elements. */
function mergeFromEnd(callee: u64, from: u32, to: u32, middle: u32, count: u32): void {
  let target = count;
  let left = middle;
  let right = count;
  while (left > 0 && right > middle) {
    const takesLeft = isBefore(callee, at(from, right - 1), at(from, left - 1));
    put(to, --target, at(from, takesLeft ? --left : --right));
  }
  while (left > 0) put(to, --target, at(from, --left));
  while (right > middle) put(to, --target, at(from, --right));
}

/** Sorts by merging the runs that are there already, found around the middle of each range. */
export function sortByRuns(callee: u64, cells: u32, count: u32): void {
  if (count <= 2) plainInsertionSort(callee, cells, 0, count);
  else sortRange(callee, cells, allocate(count * 4), 0, count, 0, count);
}

/** Ranges up to this length are sorted by insertion. */
const insertionLimit: u32 = 16;

/** Sorts a range of which the parts before `leftEnd` and from `rightStart` on are known to be runs. */
function sortRange(callee: u64, cells: u32, scratch: u32, start: u32, end: u32, leftEnd: u32, rightStart: u32): void {
  if (leftEnd == end || rightStart == start) return;
  if (end - start <= insertionLimit) {
    plainInsertionSort(callee, cells, start, end);
    return;
  }
  const middle = start + ((end - start) >> 1);
  if (middle <= leftEnd) {
    sortRange(callee, cells, scratch, leftEnd, end, leftEnd + 1, rightStart);
    mergeRange(callee, cells, scratch, start, leftEnd, end);
    return;
  }
  if (middle >= rightStart) {
    sortRange(callee, cells, scratch, start, rightStart, leftEnd, rightStart - 1);
    mergeRange(callee, cells, scratch, start, rightStart, end);
    return;
  }
  const falls = steps(callee, cells, middle);
  const runStart = runBefore(callee, cells, leftEnd, middle, falls);
  const runEnd = runAfter(callee, cells, middle - 1, rightStart, falls);
  if (falls) turn(cells, runStart, runEnd);
  if (runStart == start && runEnd == end) return;
  if (middle - runStart < runEnd - middle) {
    sortRange(callee, cells, scratch, start, runStart, leftEnd, runStart - 1);
    sortRange(callee, cells, scratch, runStart, end, runEnd, rightStart);
    mergeRange(callee, cells, scratch, start, runStart, end);
  } else {
    sortRange(callee, cells, scratch, start, runEnd, leftEnd, runStart);
    sortRange(callee, cells, scratch, runEnd, end, runEnd + 1, rightStart);
    mergeRange(callee, cells, scratch, start, runEnd, end);
  }
}

/** Tells whether an element is before the one in front of it. */
function steps(callee: u64, cells: u32, index: u32): bool {
  return isBefore(callee, at(cells, index), at(cells, index - 1));
}

/** Returns where the run that ends at `end` starts. */
function runBefore(callee: u64, cells: u32, start: u32, end: u32, falls: bool): u32 {
  if (start == end) return end;
  let place = end;
  while (place - 1 > start && steps(callee, cells, place - 1) == falls) place--;
  return place - 1;
}

/** Returns where the run that starts at `start` ends. */
function runAfter(callee: u64, cells: u32, start: u32, end: u32, falls: bool): u32 {
  if (start == end) return start;
  let place = start;
  while (place + 1 != end && steps(callee, cells, place + 1) == falls) place++;
  return place + 1;
}

function turn(cells: u32, start: u32, end: u32): void {
  let low = start;
  let high = end;
  while (low + 1 < high) {
    high--;
    const cell = at(cells, low);
    put(cells, low, at(cells, high));
    put(cells, high, cell);
    low++;
  }
}

function mergeRange(callee: u64, cells: u32, scratch: u32, start: u32, middle: u32, end: u32): void {
  merge(callee, cells, scratch, start, middle, end);
  memory.copy(cells + start * 4, scratch + start * 4, (end - start) * 4);
}

function plainInsertionSort(callee: u64, cells: u32, start: u32, end: u32): void {
  for (let next = start + 1; next < end; next++) {
    const cell = at(cells, next);
    let place = next;
    while (place > start && isBefore(callee, cell, at(cells, place - 1))) {
      put(cells, place, at(cells, place - 1));
      place--;
    }
    put(cells, place, cell);
  }
}

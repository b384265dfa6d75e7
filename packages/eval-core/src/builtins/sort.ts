/**
 * Sorting by a comparator that may be no ordering at all: the result is always a reordering of the input. Which
 * comparisons are made shows with such comparators, so there are two algorithms, as implementations differ: insertion
 * sort of short runs followed by merging, and merging of runs that are already in order.
 */
import type { Lazy } from "../value/value.ts";

export type IsBefore = (left: Lazy, right: Lazy) => boolean;

/** Length of the runs that insertion sort makes. */
const runLength = 7;

/** Lists up to this length are sorted by insertion in `sortRuns`. */
const insertionLimit = 16;

// Indices in this file stay within the arrays.

/**
 * Returns the elements sorted half by half, each by insertion in runs of seven which are then merged two by two; the
 * halves are merged from the end if the first is the longer one.
 */
export function sortStable(elements: readonly Lazy[], isBefore: IsBefore): Lazy[] {
  const middle = (elements.length + 1) >>> 1;
  const left = sortHalf(elements.slice(0, middle), isBefore);
  const right = sortHalf(elements.slice(middle), isBefore);
  if (left.length > right.length) return mergeFromEnd(left, right, isBefore);
  const merged = new Array<Lazy>(elements.length);
  merge([...left, ...right], merged, { start: 0, middle, end: elements.length }, isBefore);
  return merged;
}

function sortHalf(elements: Lazy[], isBefore: IsBefore): Lazy[] {
  let from = elements;
  for (let start = 0; start < from.length; start += runLength) {
    insertionSort(from, start, Math.min(start + runLength, from.length), isBefore);
  }
  let to = new Array<Lazy>(from.length);
  for (let width = runLength; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      merge(from, to, { start, middle, end: Math.min(start + 2 * width, from.length) }, isBefore);
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two sorted lists beginning with their last elements. */
function mergeFromEnd(left: readonly Lazy[], right: readonly Lazy[], isBefore: IsBefore): Lazy[] {
  const merged = new Array<Lazy>(left.length + right.length);
  let target = merged.length;
  let atLeft = left.length;
  let atRight = right.length;
  while (atLeft > 0 && atRight > 0) {
    const takesLeft = isBefore(right[atRight - 1] as Lazy, left[atLeft - 1] as Lazy);
    merged[--target] = (takesLeft ? left[--atLeft] : right[--atRight]) as Lazy;
  }
  while (atLeft > 0) merged[--target] = left[--atLeft] as Lazy;
  while (atRight > 0) merged[--target] = right[--atRight] as Lazy;
  return merged;
}

function insertionSort(elements: Lazy[], start: number, end: number, isBefore: IsBefore): void {
  for (let next = start + 1; next < end; next++) {
    const element = elements[next] as Lazy;
    let at: number;
    if (isBefore(element, elements[start] as Lazy)) {
      at = start;
      elements.copyWithin(start + 1, start, next);
    } else {
      for (at = next; isBefore(element, elements[at - 1] as Lazy); at--) elements[at] = elements[at - 1] as Lazy;
    }
    elements[at] = element;
  }
}

interface Range {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** Merges two sorted neighbours of `from` into the same places of `to`. */
function merge(from: readonly Lazy[], to: Lazy[], { start, middle, end }: Range, isBefore: IsBefore): void {
  let left = start;
  let right = middle;
  let target = start;
  while (left < middle && right < end) {
    const takesRight = isBefore(from[right] as Lazy, from[left] as Lazy);
    to[target++] = from[takesRight ? right++ : left++] as Lazy;
  }
  while (left < middle) to[target++] = from[left++] as Lazy;
  while (right < end) to[target++] = from[right++] as Lazy;
}

/** Returns the elements sorted by merging, with the runs found in them kept together. */
export function sortRuns(elements: readonly Lazy[], isBefore: IsBefore): Lazy[] {
  const sorted = elements.slice();
  sortRange(sorted, new Array<Lazy>(sorted.length), { start: 0, end: sorted.length }, isBefore);
  return sorted;
}

function sortRange(
  elements: Lazy[],
  scratch: Lazy[],
  { start, end }: { readonly start: number; readonly end: number },
  isBefore: IsBefore,
): void {
  if (end - start <= insertionLimit) {
    plainInsertionSort(elements, start, end, isBefore);
    return;
  }
  if (isSortedRange(elements, start, end, isBefore)) return;
  const middle = (start + end) >>> 1;
  sortRange(elements, scratch, { start, end: middle }, isBefore);
  sortRange(elements, scratch, { start: middle, end }, isBefore);
  merge(elements, scratch, { start, middle, end }, isBefore);
  for (let at = start; at < end; at++) elements[at] = scratch[at] as Lazy;
}

function isSortedRange(elements: readonly Lazy[], start: number, end: number, isBefore: IsBefore): boolean {
  for (let at = start + 1; at < end; at++) if (isBefore(elements[at] as Lazy, elements[at - 1] as Lazy)) return false;
  return true;
}

function plainInsertionSort(elements: Lazy[], start: number, end: number, isBefore: IsBefore): void {
  for (let next = start + 1; next < end; next++) {
    const element = elements[next] as Lazy;
    let at = next;
    while (at > start && isBefore(element, elements[at - 1] as Lazy)) {
      elements[at] = elements[at - 1] as Lazy;
      at--;
    }
    elements[at] = element;
  }
}

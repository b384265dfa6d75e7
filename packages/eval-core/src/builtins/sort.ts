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

/**
 * Returns the elements sorted by merging runs that are there already, found around the middle of each range (the
 * "peeksort" of Munro and Wild): a run that crosses the middle is kept whole, one that falls is turned round.
 */
export function sortRuns(elements: readonly Lazy[], isBefore: IsBefore): Lazy[] {
  const sorted = elements.slice();
  if (sorted.length > 2) new RunSorter(sorted, isBefore).sort(0, sorted.length, 0, sorted.length);
  else plainInsertionSort(sorted, 0, sorted.length, isBefore);
  return sorted;
}

class RunSorter {
  private readonly elements: Lazy[];
  private readonly scratch: Lazy[];
  private readonly isBefore: IsBefore;

  constructor(elements: Lazy[], isBefore: IsBefore) {
    this.elements = elements;
    this.scratch = new Array<Lazy>(elements.length);
    this.isBefore = isBefore;
  }

  /** Sorts a range of which the parts before `leftEnd` and from `rightStart` on are known to be runs. */
  sort(start: number, end: number, leftEnd: number, rightStart: number): void {
    if (leftEnd === end || rightStart === start) return;
    if (end - start <= insertionLimit) {
      plainInsertionSort(this.elements, start, end, this.isBefore);
      return;
    }
    const middle = start + ((end - start) >>> 1);
    if (middle <= leftEnd) {
      this.sort(leftEnd, end, leftEnd + 1, rightStart);
      this.merge(start, leftEnd, end);
    } else if (middle >= rightStart) {
      this.sort(start, rightStart, leftEnd, rightStart - 1);
      this.merge(start, rightStart, end);
    } else this.sortAround(middle, [start, end], [leftEnd, rightStart]);
  }

  private sortAround(
    middle: number,
    [start, end]: readonly [number, number],
    [leftEnd, rightStart]: readonly [number, number],
  ): void {
    const falls = this.steps(middle);
    const runStart = this.runBefore(leftEnd, middle, falls);
    const runEnd = this.runAfter(middle - 1, rightStart, falls);
    if (falls) this.turn(runStart, runEnd);
    if (runStart === start && runEnd === end) return;
    if (middle - runStart < runEnd - middle) {
      this.sort(start, runStart, leftEnd, runStart - 1);
      this.sort(runStart, end, runEnd, rightStart);
      this.merge(start, runStart, end);
    } else {
      this.sort(start, runEnd, leftEnd, runStart);
      this.sort(runEnd, end, runEnd + 1, rightStart);
      this.merge(start, runEnd, end);
    }
  }

  /** Tells whether an element is before the one in front of it. */
  private steps(at: number): boolean {
    return this.isBefore(this.elements[at] as Lazy, this.elements[at - 1] as Lazy);
  }

  /** Returns where the run that ends at `end` starts. */
  private runBefore(start: number, end: number, falls: boolean): number {
    if (start === end) return end;
    let at = end;
    while (at - 1 > start && this.steps(at - 1) === falls) at--;
    return at - 1;
  }

  /** Returns where the run that starts at `start` ends. */
  private runAfter(start: number, end: number, falls: boolean): number {
    if (start === end) return start;
    let at = start;
    while (at + 1 !== end && this.steps(at + 1) === falls) at++;
    return at + 1;
  }

  private turn(start: number, end: number): void {
    const turned = this.elements.slice(start, end).reverse();
    for (let at = 0; at < turned.length; at++) this.elements[start + at] = turned[at] as Lazy;
  }

  private merge(start: number, middle: number, end: number): void {
    merge(this.elements, this.scratch, { start, middle, end }, this.isBefore);
    for (let at = start; at < end; at++) this.elements[at] = this.scratch[at] as Lazy;
  }
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

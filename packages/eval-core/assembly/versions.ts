/** Versions and names of derivations as text, as `versions.ts` of the other evaluator has them. */
import { compareBytes } from "./texts";

/** The largest number a part may be; longer runs of digits count as words. */
const largestPart: u64 = 2147483647;

/** Returns where the next part of a version begins, or the end: parts are separated by dots and dashes. */
export function partStart(from: u32, end: u32): u32 {
  let at = from;
  while (at < end && isSeparator(load<u8>(at))) at++;
  return at;
}

/** Returns where a part ends that begins somewhere: a run of digits, or of neither digits nor separators. */
export function partEnd(from: u32, end: u32): u32 {
  if (from == end) return end;
  const ofDigits = isDigit(load<u8>(from));
  let at = from + 1;
  while (at < end && !isSeparator(load<u8>(at)) && isDigit(load<u8>(at)) == ofDigits) at++;
  return at;
}

// @ts-ignore: decorator
@inline
function isSeparator(byte: u32): bool {
  return byte == 0x2e || byte == 0x2d;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

/** Returns -1, 0 or 1 as the first of two versions is older than, equal to or newer than the second. */
export function compareVersionBytes(left: u32, leftEnd: u32, right: u32, rightEnd: u32): i32 {
  let first = left;
  let second = right;
  for (;;) {
    first = partStart(first, leftEnd);
    second = partStart(second, rightEnd);
    if (first == leftEnd && second == rightEnd) return 0;
    const firstEnd = partEnd(first, leftEnd);
    const secondEnd = partEnd(second, rightEnd);
    if (isOlder(first, firstEnd - first, second, secondEnd - second)) return -1;
    if (isOlder(second, secondEnd - second, first, firstEnd - first)) return 1;
    first = firstEnd;
    second = secondEnd;
  }
  return 0;
}

/** Tells whether a part is older than another; the part after the last is empty. */
function isOlder(left: u32, leftLength: u32, right: u32, rightLength: u32): bool {
  const leftNumber = numberOf(left, leftLength);
  const rightNumber = numberOf(right, rightLength);
  if (leftNumber >= 0 && rightNumber >= 0) return leftNumber < rightNumber;
  if (leftLength == 0 && rightNumber >= 0) return true;
  const isRightPre = isPre(right, rightLength);
  if (isPre(left, leftLength) && !isRightPre) return true;
  if (isRightPre) return false;
  if (rightNumber >= 0) return true;
  return leftNumber < 0 && isBefore(left, leftLength, right, rightLength);
}

/** Returns the number that a part is, or -1. */
function numberOf(from: u32, length: u32): i64 {
  if (length == 0 || !isDigit(load<u8>(from))) return -1;
  let value: u64 = 0;
  for (let at: u32 = 0; at < length; at++) {
    value = value * 10 + (load<u8>(from + at) - 0x30);
    if (value > largestPart) return -1;
  }
  return value;
}

function isPre(from: u32, length: u32): bool {
  return length == 3 && load<u8>(from) == 0x70 && load<u8>(from, 1) == 0x72 && load<u8>(from, 2) == 0x65;
}

function isBefore(left: u32, leftLength: u32, right: u32, rightLength: u32): bool {
  const order = compareBytes(left, right, leftLength < rightLength ? leftLength : rightLength);
  return order != 0 ? order < 0 : leftLength < rightLength;
}

/** Returns where the first dash is that something other than a letter follows, or the end. */
export function versionDash(from: u32, end: u32): u32 {
  for (let at = from; at + 1 < end; at++) {
    if (load<u8>(at) == 0x2d && !isLetter(load<u8>(at, 1))) return at;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

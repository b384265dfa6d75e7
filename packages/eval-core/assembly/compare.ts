/**
 * Equality and order of values. Elements and attributes in the same cell are equal without being looked at, and so are
 * sets and lists that are the same object, if both cells are evaluated before.
 */
import { giveUp } from "./failure";
import { force, isEvaluated } from "./force";
import {
  KIND_BOOL,
  KIND_FLOAT,
  KIND_INT,
  KIND_LIST,
  KIND_NULL,
  KIND_PATH,
  KIND_SET,
  KIND_STRING,
} from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { intOf, isKind, lowWord, payloadOf } from "./memory";
import { isNumber, toFloat } from "./numbers";
import { ENTRY, findAttribute, sizeOf } from "./sets";
import { sortedOrder } from "./sorted-attributes";
import { sOutPath, sType } from "./symbols";
import { compareTexts, equalTexts, equalsLiteral } from "./texts";

/** Tells whether two values are equal. Functions are equal to nothing. */
export function equalValues(left: u64, right: u64): bool {
  const kind = lowWord(left);
  if (kind != lowWord(right)) {
    if (!isNumber(left) || !isNumber(right)) return false;
    return toFloat(left) == toFloat(right);
  }
  switch (kind) {
    case KIND_NULL << 3:
      return true;
    case KIND_BOOL << 3:
      return payloadOf(left) == payloadOf(right);
    case KIND_INT << 3:
      return intOf(left) == intOf(right);
    case KIND_FLOAT << 3:
      return toFloat(left) == toFloat(right);
    case KIND_STRING << 3:
    case KIND_PATH << 3:
      return equalTexts(payloadOf(left), payloadOf(right));
    case KIND_LIST << 3:
      return equalLists(payloadOf(left), payloadOf(right));
    case KIND_SET << 3:
      return equalSets(payloadOf(left), payloadOf(right));
    default:
      return false;
  }
}

/** Tells whether two cells are equal: the same cell always is, even if it holds a function. */
export function equalCells(left: u32, right: u32): bool {
  if (left == right) {
    force(left);
    return true;
  }
  if (isSameContainer(load<u64>(left), load<u64>(right))) return true;
  const value = force(left);
  return equalValues(value, force(right));
}

/** Tells whether what two cells hold is the same set or list, evaluated in both. */
// @ts-ignore: decorator
@inline
function isSameContainer(left: u64, right: u64): bool {
  return left == right && isContainer(left);
}

function equalLists(left: u32, right: u32): bool {
  const length = lengthOfList(left);
  if (length != lengthOfList(right)) return false;
  for (let at: u32 = 0; at < length; at++) {
    if (!equalCells(elementOf(left, at), elementOf(right, at))) return false;
  }
  return true;
}

function equalSets(left: u32, right: u32): bool {
  if (isDerivation(left) && isDerivation(right)) {
    const leftPath = findAttribute(left, sOutPath);
    const rightPath = findAttribute(right, sOutPath);
    if (leftPath != 0 && rightPath != 0) {
      const value = force(leftPath);
      return equalValues(value, force(rightPath));
    }
  }
  const size = sizeOf(left);
  if (size != sizeOf(right)) return false;
  for (let at: u32 = 0; at < size; at++) {
    if (load<u32>(left + at * ENTRY, 4) != load<u32>(right + at * ENTRY, 4)) return false;
  }
  if (size > 1 && !isSettled(left, right, size)) return equalInOrder(left, right, sortedOrder(left), size);
  for (let at: u32 = 0; at < size; at++) {
    if (!equalCells(load<u32>(left + at * ENTRY, 8), load<u32>(right + at * ENTRY, 8))) return false;
  }
  return true;
}

/** Tells whether comparing attributes evaluates nothing, so that they can be looked at in any order. */
function isSettled(left: u32, right: u32, size: u32): bool {
  for (let at: u32 = 0; at < size; at++) {
    const first = load<u32>(left + at * ENTRY, 8);
    const second = load<u32>(right + at * ENTRY, 8);
    if (!isEvaluated(first)) return false;
    if (first != second && (!isEvaluated(second) || isContainer(load<u64>(first)))) return false;
  }
  return true;
}

// @ts-ignore: decorator
@inline
function isContainer(value: u64): bool {
  return isKind(value, KIND_SET) || isKind(value, KIND_LIST);
}

/** Tells whether attributes are equal, those of the first names in byte order looked at first. */
function equalInOrder(left: u32, right: u32, order: u32, size: u32): bool {
  for (let at: u32 = 0; at < size; at++) {
    const entry = load<u32>(order + at * 4);
    if (!equalCells(load<u32>(entry, 4), load<u32>(entry - left + right, 4))) return false;
  }
  return true;
}

/** Tells whether a set says that it is a derivation. */
export function isDerivation(set: u32): bool {
  const cell = findAttribute(set, sType);
  if (cell == 0) return false;
  const value = force(cell);
  return isKind(value, KIND_STRING) && equalsLiteral(payloadOf(value), "derivation");
}

/** Tells whether a value is before another: numbers, strings, paths, and lists of such. */
export function lessThan(left: u64, right: u64): bool {
  const kind = lowWord(left);
  if (kind == lowWord(right)) {
    switch (kind) {
      case KIND_INT << 3:
        return intOf(left) < intOf(right);
      case KIND_FLOAT << 3:
        return toFloat(left) < toFloat(right);
      case KIND_STRING << 3:
      case KIND_PATH << 3:
        return compareTexts(payloadOf(left), payloadOf(right)) < 0;
      case KIND_LIST << 3:
        return lessList(payloadOf(left), payloadOf(right));
      default:
        giveUp();
    }
  }
  if (!isNumber(left) || !isNumber(right)) giveUp();
  return toFloat(left) < toFloat(right);
}

function lessList(left: u32, right: u32): bool {
  for (let at: u32 = 0; ; at++) {
    if (at == lengthOfList(right)) return false;
    if (at == lengthOfList(left)) return true;
    const first = elementOf(left, at);
    const second = elementOf(right, at);
    if (!equalCells(first, second)) return lessThan(force(first), force(second));
  }
  return false;
}

/** Equality and order of values. Elements and attributes in the same slot are equal without being looked at. */
import { AttrSet } from "../value/attr-set.ts";
import type { ListTail } from "../value/list.ts";
import { elementsOf, isList } from "../value/list.ts";
import { force, shorten } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString, FloatValue, PathValue, textOrNull } from "../value/value.ts";
import { abbreviate, kindOf } from "./describe.ts";
import { EvalError } from "./error.ts";

/** Tells whether two values are equal. Functions are equal to nothing. */
export function equal(left: Value, right: Value): boolean {
  switch (typeof left) {
    case "number":
      return left === right || (right instanceof FloatValue && left === right.value);
    case "bigint":
      return left === right || (right instanceof FloatValue && Number(left) === right.value);
    case "boolean":
      return left === right;
    case "string":
      return left === right || (right instanceof ContextString && right.text === left);
    default:
      return left === null ? right === null : equalObjects(left, right);
  }
}

function equalObjects(left: object & Value, right: Value): boolean {
  if (left instanceof AttrSet) return right instanceof AttrSet && equalSets(left, right);
  if (isList(left)) return isList(right) && equalLists(left, right);
  if (left instanceof ContextString) return left.text === (right instanceof ContextString ? right.text : right);
  if (left instanceof PathValue) return right instanceof PathValue && left.path === right.path;
  if (left instanceof FloatValue) {
    if (right instanceof FloatValue) return left.value === right.value;
    return (typeof right === "number" || typeof right === "bigint") && left.value === Number(right);
  }
  return false;
}

function equalLists(leftList: List | ListTail, rightList: List | ListTail): boolean {
  if (leftList.length !== rightList.length) return false;
  const left = elementsOf(leftList);
  const right = elementsOf(rightList);
  for (let at = 0; at < left.length; at++) {
    if (!equalSlots(left[at] as Lazy, right[at] as Lazy)) return false;
  }
  return true;
}

/** Tells whether two slots are equal: the same slot always is, even if it holds a function, once it is evaluated. */
export function equalSlots(left: Lazy, right: Lazy): boolean {
  const first = shorten(left);
  const second = shorten(right);
  if (first !== second) return equal(force(first), force(second));
  force(first);
  return true;
}

function equalSets(left: AttrSet, right: AttrSet): boolean {
  if (isDerivation(left) && isDerivation(right)) {
    const leftPath = left.get("outPath");
    const rightPath = right.get("outPath");
    if (leftPath !== undefined && rightPath !== undefined) return equal(force(leftPath), force(rightPath));
  }
  if (left.size !== right.size) return false;
  if (left.shape !== right.shape) {
    const rightNames = right.shape.names;
    if (left.shape.names.some((name, at) => name !== rightNames[at])) return false;
  }
  for (let at = 0; at < left.values.length; at++) {
    if (!equalSlots(left.values[at] as Lazy, right.values[at] as Lazy)) return false;
  }
  return true;
}

/** Tells whether a set says that it is a derivation. */
export function isDerivation(set: AttrSet): boolean {
  const type = set.get("type");
  if (type === undefined) return false;
  const value = force(type);
  return value === "derivation" || (value instanceof ContextString && value.text === "derivation");
}

/** Tells whether a value is before another: numbers, strings, paths, and lists of such. */
export function lessThan(left: Value, right: Value): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  if (typeof left === "string" && typeof right === "string") return left < right;
  const leftText = textOrNull(left);
  const rightText = textOrNull(right);
  if (leftText !== null && rightText !== null) return leftText < rightText;
  const leftNumber = numberOrNull(left);
  const rightNumber = numberOrNull(right);
  if (leftNumber !== null && rightNumber !== null) return lessNumber(leftNumber, rightNumber, left, right);
  if (left instanceof PathValue && right instanceof PathValue) return left.path < right.path;
  if (isList(left) && isList(right)) return lessList(elementsOf(left), elementsOf(right));
  throw failComparison(left, right);
}

function numberOrNull(value: Value): number | bigint | null {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return value instanceof FloatValue ? value.value : null;
}

/** Integers compare exactly; as soon as there is a float, both compare as floats. */
function lessNumber(left: number | bigint, right: number | bigint, leftValue: Value, rightValue: Value): boolean {
  if (leftValue instanceof FloatValue || rightValue instanceof FloatValue) return Number(left) < Number(right);
  return left < right;
}

function lessList(left: List, right: List): boolean {
  for (let at = 0; ; at++) {
    if (at === right.length) return false;
    if (at === left.length) return true;
    const first = left[at] as Lazy;
    const second = right[at] as Lazy;
    if (!equalSlots(first, second)) return lessThan(force(first), force(second));
  }
}

function failComparison(left: Value, right: Value): EvalError {
  const kinds = `cannot compare ${kindOf(left)} with ${kindOf(right)}`;
  const values = `${abbreviate(left)} and ${abbreviate(right)}`;
  const message =
    kindOf(left) === kindOf(right)
      ? `${kinds}; values of that type are incomparable (values are ${values})`
      : `${kinds}; values are ${values}`;
  return new EvalError("eval/type", message);
}

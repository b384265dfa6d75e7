/** 64-bit integers and IEEE floats. */
import { giveUp } from "./failure";
import { KIND_FLOAT, KIND_INT } from "../src/linear/layout";
import { floatValue, intOf, intValue, isKind, payloadOf } from "./memory";

export const OPERATION_ADD: i32 = 0;
export const OPERATION_SUBTRACT: i32 = 1;
export const OPERATION_MULTIPLY: i32 = 2;
export const OPERATION_DIVIDE: i32 = 3;

let wraps: bool = false;

/** Says whether integers wrap at their ends, or the evaluation fails. */
export function setWrapping(flag: bool): void {
  wraps = flag;
}

// @ts-ignore: decorator
@inline
export function isNumber(value: u64): bool {
  return isKind(value, KIND_INT) || isKind(value, KIND_FLOAT);
}

/** Returns a number of either kind as a float. */
export function toFloat(value: u64): f64 {
  return isKind(value, KIND_INT) ? <f64>intOf(value) : load<f64>(payloadOf(value));
}

/** Returns the result of an operation on two numbers. */
export function calculate(operation: i32, left: u64, right: u64): u64 {
  if (!isNumber(left) || !isNumber(right)) giveUp();
  if (isKind(left, KIND_FLOAT) || isKind(right, KIND_FLOAT)) {
    return floatValue(calculateFloat(operation, toFloat(left), toFloat(right)));
  }
  return intValue(calculateInteger(operation, intOf(left), intOf(right)));
}

function calculateFloat(operation: i32, left: f64, right: f64): f64 {
  switch (operation) {
    case OPERATION_ADD:
      return left + right;
    case OPERATION_SUBTRACT:
      return left - right;
    case OPERATION_MULTIPLY:
      return left * right;
    default:
      if (right == 0) giveUp();
      return left / right;
  }
}

function calculateInteger(operation: i32, left: i64, right: i64): i64 {
  switch (operation) {
    case OPERATION_ADD: {
      const sum = left + right;
      if (!wraps && ((left ^ sum) & (right ^ sum)) < 0) giveUp();
      return sum;
    }
    case OPERATION_SUBTRACT: {
      const difference = left - right;
      if (!wraps && ((left ^ right) & (left ^ difference)) < 0) giveUp();
      return difference;
    }
    case OPERATION_MULTIPLY: {
      if (!wraps && !isSmall(left) && right != 0 && right != 1) giveUp();
      if (!wraps && !isSmall(right) && left != 0 && left != 1) giveUp();
      return left * right;
    }
    default:
      if (right == 0 || (right == -1 && left == i64.MIN_VALUE)) giveUp();
      return left / right;
  }
}

/** Tells whether products of such numbers fit. */
function isSmall(value: i64): bool {
  return value > -2147483648 && value < 2147483648;
}

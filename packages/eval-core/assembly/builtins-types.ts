/** Builtins that tell what a value is, and those on numbers. */
import { lessThan } from "./compare";
import { expectInt } from "./expect";
import { giveUp } from "./failure";
import { force } from "./force";
import {
  KIND_BOOL,
  KIND_BUILTIN,
  KIND_FLOAT,
  KIND_INT,
  KIND_LIST,
  KIND_NULL,
  KIND_PARTIAL,
  KIND_PATH,
  KIND_SET,
  KIND_STRING,
} from "../src/linear/layout";
import { boolValue, intValue, isKind, isLambda, lowWord, stringValue } from "./memory";
import { OPERATION_DIVIDE, calculate, isNumber, toFloat } from "./numbers";
import { symbolOfLiteral, symbolText } from "./texts";

function isOf(cell: u32, kind: u32): u64 {
  return boolValue(isKind(force(cell), kind));
}

export function isAttrs(cell: u32): u64 {
  return isOf(cell, KIND_SET);
}

export function isBool(cell: u32): u64 {
  return isOf(cell, KIND_BOOL);
}

export function isFloat(cell: u32): u64 {
  return isOf(cell, KIND_FLOAT);
}

export function isFunction(cell: u32): u64 {
  const value = force(cell);
  return boolValue(isLambda(value) || isKind(value, KIND_BUILTIN) || isKind(value, KIND_PARTIAL));
}

export function isInt(cell: u32): u64 {
  return isOf(cell, KIND_INT);
}

export function isList(cell: u32): u64 {
  return isOf(cell, KIND_LIST);
}

export function isNull(cell: u32): u64 {
  return isOf(cell, KIND_NULL);
}

export function isPath(cell: u32): u64 {
  return isOf(cell, KIND_PATH);
}

export function isString(cell: u32): u64 {
  return isOf(cell, KIND_STRING);
}

export function typeOf(cell: u32): u64 {
  return stringValue(symbolText(typeSymbol(force(cell))));
}

function typeSymbol(value: u64): u32 {
  switch (lowWord(value)) {
    case KIND_NULL << 3:
      return symbolOfLiteral("null");
    case KIND_BOOL << 3:
      return symbolOfLiteral("bool");
    case KIND_INT << 3:
      return symbolOfLiteral("int");
    case KIND_FLOAT << 3:
      return symbolOfLiteral("float");
    case KIND_STRING << 3:
      return symbolOfLiteral("string");
    case KIND_PATH << 3:
      return symbolOfLiteral("path");
    case KIND_LIST << 3:
      return symbolOfLiteral("list");
    case KIND_SET << 3:
      return symbolOfLiteral("set");
    default:
      return symbolOfLiteral("lambda");
  }
}

export function arithmetic(operation: i32, first: u32, second: u32): u64 {
  const left = force(first);
  const right = force(second);
  if (operation == OPERATION_DIVIDE && (!isNumber(right) || toFloat(right) == 0)) giveUp();
  return calculate(operation, left, right);
}

export function lessThanBuiltin(first: u32, second: u32): u64 {
  const left = force(first);
  return boolValue(lessThan(left, force(second)));
}

export function bitwise(operation: i32, first: u32, second: u32): u64 {
  const left = expectInt(force(first));
  const right = expectInt(force(second));
  return intValue(operation == 0 ? left & right : operation == 1 ? left | right : left ^ right);
}

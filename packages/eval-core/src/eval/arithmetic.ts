/** Numbers: 64-bit integers that wrap or fail at their ends, and IEEE floats. */
import type { Value } from "../value/value.ts";
import { FloatValue } from "../value/value.ts";
import type { Compat } from "./compat.ts";
import { EvalError } from "./error.ts";
import { failKind } from "./expect.ts";

export type Arithmetic = "add" | "subtract" | "multiply" | "divide";

const gerunds = { add: "adding", subtract: "subtracting", multiply: "multiplying", divide: "dividing" } as const;
const signs = { add: "+", subtract: "-", multiply: "*", divide: "/" } as const;

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** Returns an integer in its one representation: a `number` if that is exact. It must fit 64 bits. */
export function integer(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** Returns the result of an operation on numbers, either of them a float or both integers. */
export function calculate(compat: Compat, operation: Arithmetic, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    const exact = calculateExactly(operation, left, right);
    if (Number.isSafeInteger(exact)) return exact === 0 ? 0 : exact;
  }
  if (left instanceof FloatValue || right instanceof FloatValue) return calculateFloat(operation, left, right);
  if (!isInteger(left)) return failKind("an integer", left);
  if (!isInteger(right)) return failKind("an integer", right);
  return calculateInteger(compat, operation, BigInt(left), BigInt(right));
}

function isInteger(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function calculateExactly(operation: Arithmetic, left: number, right: number): number {
  switch (operation) {
    case "add":
      return left + right;
    case "subtract":
      return left - right;
    case "multiply":
      return left * right;
    case "divide":
      return right === 0 ? failDivision() : Math.trunc(left / right);
  }
}

function calculateFloat(operation: Arithmetic, left: Value, right: Value): FloatValue {
  const first = toNumber(left);
  const second = toNumber(right);
  switch (operation) {
    case "add":
      return new FloatValue(first + second);
    case "subtract":
      return new FloatValue(first - second);
    case "multiply":
      return new FloatValue(first * second);
    case "divide":
      return new FloatValue(second === 0 ? failDivision() : first / second);
  }
}

function failDivision(): never {
  throw new EvalError("eval/overflow", "division by zero");
}

function calculateInteger(compat: Compat, operation: Arithmetic, left: bigint, right: bigint): number | bigint {
  const exact = exactResult(operation, left, right);
  if (exact >= smallest && exact <= largest) return integer(exact);
  if (compat.integerOverflow === "wrap" && operation !== "divide") return integer(BigInt.asIntN(64, exact));
  if (compat.integerOverflow === "wrap") throw new EvalError("eval/overflow", "overflow in integer division");
  throw new EvalError(
    "eval/overflow",
    `integer overflow in ${gerunds[operation]} ${left} ${signs[operation]} ${right}`,
  );
}

function exactResult(operation: Arithmetic, left: bigint, right: bigint): bigint {
  switch (operation) {
    case "add":
      return left + right;
    case "subtract":
      return left - right;
    case "multiply":
      return left * right;
    case "divide":
      return right === 0n ? failDivision() : left / right;
  }
}

/** Returns a number of either kind as a float. */
export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof FloatValue) return value.value;
  return typeof value === "bigint" ? Number(value) : failKind("a float", value);
}

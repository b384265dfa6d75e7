/** Builtins on numbers. */
import { calculate, integer, toNumber } from "../eval/arithmetic.ts";
import { EvalError } from "../eval/error.ts";
import { failKind } from "../eval/expect.ts";
import { lessThan } from "../eval/order.ts";
import type { Value } from "../value/value.ts";
import { FloatValue } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { any, int, numeric } from "./kinds.ts";

/** Returns a number; both operands are evaluated before either is looked at. */
function expectNumber(value: Value): Value {
  if (typeof value === "number" || typeof value === "bigint" || value instanceof FloatValue) return value;
  return failKind("an integer", value);
}

const pair = ["first", "second"] as const;

function bits(name: string, what: string, operate: (first: bigint, second: bigint) => bigint): BuiltinRow {
  return builtin2(
    { name, arguments: pair, doc: `Returns the bitwise ${what} of two integers.` },
    [int, int],
    (_machine, first, second) => integer(operate(BigInt(first), BigInt(second))),
  );
}

function round(name: string, what: string, operate: (value: number) => number): BuiltinRow {
  return builtin1(
    { name, arguments: ["number"], doc: `Returns ${what}. Fails for floats beyond 64-bit integers.` },
    numeric,
    (machine, value) => {
      if (machine.compat.rounding === "floats" || machine.options.experimental.has("floor-ceil-corrupt-integers"))
        return roundedFloat(operate(toNumber(value)));
      checkExact(name, value);
      return roundValue(name, value, operate);
    },
  );
}

/** Integers went through a float once; those that it changes are refused. */
function checkExact(name: string, value: Value): void {
  if (typeof value !== "bigint" || BigInt(Number(value)) === value) return;
  throw new EvalError(
    "eval/overflow",
    `the integer ${value} is too large for 'builtins.${name}', which once made it a float`,
  );
}

/** Returns a float as the integer that processors make of it: the least one where there is none. */
function roundedFloat(rounded: number): Value {
  const isInRange = rounded >= -(2 ** 63) && rounded < 2 ** 63;
  return integer(isInRange ? BigInt(rounded) : -(2n ** 63n));
}

function roundValue(name: string, value: Value, operate: (value: number) => number): Value {
  if (!(value instanceof FloatValue)) return value;
  const rounded = operate(value.value);
  if (Number.isSafeInteger(rounded)) return rounded === 0 ? 0 : rounded;
  if (Number.isFinite(rounded) && rounded >= -(2 ** 63) && rounded < 2 ** 63) return integer(BigInt(rounded));
  const what = Number.isNaN(rounded)
    ? "NaN"
    : Number.isFinite(rounded)
      ? "a float outside the range of integers"
      : "infinity";
  throw new EvalError("eval/overflow", `${name === "ceil" ? "ceiling" : "floor"} of ${what} is not an integer`);
}

/** Numbers, in the order of the manual. */
export const numberBuiltins: readonly BuiltinRow[] = [
  builtin2(
    { name: "add", arguments: pair, doc: "Returns the sum of two numbers." },
    [any, any],
    (machine, first, second) => calculate(machine.compat, "add", expectNumber(first), expectNumber(second)),
  ),
  bits("bitAnd", "and", (first, second) => first & second),
  bits("bitOr", "or", (first, second) => first | second),
  bits("bitXor", "exclusive or", (first, second) => first ^ second),
  round("ceil", "the smallest integer not below the number", Math.ceil),
  builtin2(
    {
      name: "div",
      arguments: pair,
      doc: "Returns the first number divided by the second; for integers without the fraction. Fails if the second is zero.",
    },
    [any, numeric],
    (machine, first, second) => {
      if (toNumber(second) === 0) throw new EvalError("eval/overflow", "division by zero");
      return calculate(machine.compat, "divide", first, second);
    },
  ),
  round("floor", "the largest integer not above the number", Math.floor),
  builtin2(
    {
      name: "lessThan",
      arguments: pair,
      doc: "Returns whether the first value is before the second: numbers, strings, paths, or lists of such.",
    },
    [any, any],
    (_machine, first, second) => lessThan(first, second),
  ),
  builtin2(
    { name: "mul", arguments: pair, doc: "Returns the product of two numbers." },
    [any, any],
    (machine, first, second) => calculate(machine.compat, "multiply", expectNumber(first), expectNumber(second)),
  ),
  builtin2(
    { name: "sub", arguments: pair, doc: "Returns the first number less the second." },
    [any, any],
    (machine, first, second) => calculate(machine.compat, "subtract", expectNumber(first), expectNumber(second)),
  ),
];

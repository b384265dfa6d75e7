/** `+`: a sum, a longer path, or a string. */
import { COERCE_INTERPOLATION, COERCE_KEEPING_PATHS, coerceToText, joinTexts, noText, pathOfText } from "./coerce";
import { evaluate } from "./evaluate";
import { KIND_PATH } from "../src/linear/layout";
import { isKind, payloadOf, stringValue } from "./memory";
import { OPERATION_ADD, calculate, isNumber } from "./numbers";
import { pushText } from "./stack";

/** Returns the sum of a number or a string and a value. */
export function plusValues(left: u64, right: u64): u64 {
  if (isNumber(left)) return calculate(OPERATION_ADD, left, right);
  pushText(payloadOf(left));
  pushText(coerceToText(right, COERCE_INTERPOLATION));
  return stringValue(joinTexts(2, noText()));
}

/**
 * Returns the sum of any other value and what a node evaluates to, which it is once the first is known to have a sum.
 * Paths are not copied to the store.
 */
export function plusOther(left: u64, node: u32, env: u32): u64 {
  const isPath = isKind(left, KIND_PATH);
  pushText(coerceToText(left, COERCE_KEEPING_PATHS));
  pushText(coerceToText(evaluate(node, env), COERCE_KEEPING_PATHS));
  const joined = joinTexts(2, noText());
  return isPath ? pathOfText(joined) : stringValue(joined);
}

/** Ends of an evaluation that are no values. The code around the machine throws; nothing here returns. */
import {
  FAIL_ABORT,
  FAIL_ASSERTION,
  FAIL_COERCION,
  FAIL_KIND,
  FAIL_MISSING_ARGUMENT,
  FAIL_MISSING_ATTRIBUTE,
  FAIL_OTHER,
  FAIL_THROW,
  FAIL_UNDEFINED,
  FAIL_UNEXPECTED_ARGUMENT,
} from "../src/linear/layout";
import { newCell } from "./memory";

// @ts-ignore: decorator
@external("host", "fail")
declare function fail(kind: i32, first: u32, second: u32): void;

/** Leaves the evaluation to the complete evaluator, which also knows what to say of an error. */
export function giveUp(): void {
  fail(FAIL_OTHER, 0, 0);
  unreachable();
}

export function failThrow(text: u32): void {
  fail(FAIL_THROW, text, 0);
  unreachable();
}

export function failAbort(text: u32): void {
  fail(FAIL_ABORT, text, 0);
  unreachable();
}

export function failAssertion(node: u32, env: u32): void {
  fail(FAIL_ASSERTION, node, env);
  unreachable();
}

export function failMissingArgument(lambda: u32, symbol: u32): void {
  fail(FAIL_MISSING_ARGUMENT, lambda, symbol);
  unreachable();
}

export function failUnexpectedArgument(lambda: u32, set: u32): void {
  fail(FAIL_UNEXPECTED_ARGUMENT, lambda, set);
  unreachable();
}

export function failMissingAttribute(set: u32, symbol: u32): void {
  fail(FAIL_MISSING_ATTRIBUTE, set, symbol);
  unreachable();
}

/** For a value that cannot become a string. */
export function failCoercion(value: u64): void {
  fail(FAIL_COERCION, newCell(value), 0);
  unreachable();
}

/** For a value of another kind than was expected. */
export function failKind(kind: u32, value: u64): void {
  fail(FAIL_KIND, kind, newCell(value));
  unreachable();
}

/** For a name that nothing provides. */
export function failUndefined(symbol: u32): void {
  fail(FAIL_UNDEFINED, symbol, 0);
  unreachable();
}

/** Ends of an evaluation that are no values. The code around the machine throws; nothing here returns. */
import { FAIL_ABORT, FAIL_ASSERTION, FAIL_MISSING_ARGUMENT, FAIL_OTHER, FAIL_THROW } from "../src/linear/layout";

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

/** `id` is that of the node. */
export function failAssertion(id: u32): void {
  fail(FAIL_ASSERTION, id, 0);
  unreachable();
}

export function failMissingArgument(lambda: u32, symbol: u32): void {
  fail(FAIL_MISSING_ARGUMENT, lambda, symbol);
  unreachable();
}

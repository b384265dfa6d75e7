/** Takes values for what they must be, or gives up. */
import { failKind, giveUp } from "./failure";
import { KIND_BOOL, KIND_INT, KIND_LIST, KIND_SET, KIND_STRING } from "../src/linear/layout";
import { intOf, isKind, payloadOf } from "./memory";
import { contextOf, symbolOf } from "./texts";

/** Returns the text of a string, whatever its context. */
export function expectText(value: u64): u32 {
  if (!isKind(value, KIND_STRING)) failKind(KIND_STRING, value);
  return payloadOf(value);
}

/** Returns the text of a string that must not refer to the store. */
export function expectPlainText(value: u64): u32 {
  const text = expectText(value);
  if (contextOf(text) != 0) giveUp();
  return text;
}

export function expectSymbol(value: u64): u32 {
  return symbolOf(expectPlainText(value));
}

export function expectInt(value: u64): i64 {
  if (!isKind(value, KIND_INT)) failKind(KIND_INT, value);
  return intOf(value);
}

/** Returns an integer that is small enough for an index; of wider ones implementations make different things. */
export function expectIndex(value: u64): i32 {
  const wide = expectInt(value);
  if (wide > 0x7fffffff || wide < -0x80000000) giveUp();
  return <i32>wide;
}

// @ts-ignore: decorator
@inline
export function expectBool(value: u64): bool {
  if (!isKind(value, KIND_BOOL)) failKind(KIND_BOOL, value);
  return payloadOf(value) != 0;
}

/** Returns a value that is a Boolean. */
// @ts-ignore: decorator
@inline
export function checkedBool(value: u64): u64 {
  if (!isKind(value, KIND_BOOL)) failKind(KIND_BOOL, value);
  return value;
}

// @ts-ignore: decorator
@inline
export function expectSet(value: u64): u32 {
  if (!isKind(value, KIND_SET)) failKind(KIND_SET, value);
  return payloadOf(value);
}

// @ts-ignore: decorator
@inline
export function expectList(value: u64): u32 {
  if (!isKind(value, KIND_LIST)) failKind(KIND_LIST, value);
  return payloadOf(value);
}

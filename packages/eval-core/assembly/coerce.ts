/** Turning values into strings, as `coerce.ts` of the other evaluator does. */
import { callValue } from "./call";
import { mergeContexts } from "./contexts";
import { evaluate } from "./evaluate";
import { failCoercion, giveUp } from "./failure";
import { force } from "./force";
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
import { intOf, isKind, newCell, pathValue, payloadOf, setValue } from "./memory";
import { findAttribute } from "./sets";
import { popTexts, pushText, topTexts } from "./stack";
import { sOutPath, sToString } from "./symbols";
import { bytesOf, contextOf, lengthOf, maximalLength, newText, textFrom } from "./texts";

/** Whether numbers, Booleans, null and lists are taken, too. */
const EVERYTHING: u32 = 1;
/** Whether paths are copied to the store. */
const COPY: u32 = 2;

export const COERCE_INTERPOLATION: u32 = COPY;
export const COERCE_KEEPING_PATHS: u32 = 0;
export const COERCE_TO_STRING: u32 = EVERYTHING;
export const COERCE_DERIVATION: u32 = EVERYTHING | COPY;

// @ts-ignore: decorator
@external("host", "copyPath")
declare function copyPath(text: u32): u32;

let emptyText: u32 = 0;
let oneText: u32 = 0;

export function initCoercion(): void {
  emptyText = newText(0, 0);
  oneText = newText(1, 0);
  store<u8>(oneText + 8, 0x31);
}

/** Returns the text without bytes. */
export function noText(): u32 {
  return emptyText;
}

/** Returns the text of a value, with its context. */
export function coerceToText(value: u64, mode: u32): u32 {
  if (isKind(value, KIND_STRING)) return payloadOf(value);
  if (isKind(value, KIND_PATH)) return (mode & COPY) != 0 ? copyPath(payloadOf(value)) : payloadOf(value);
  if (isKind(value, KIND_SET)) return coerceSet(payloadOf(value), mode);
  if ((mode & EVERYTHING) == 0) failCoercion(value);
  return coerceOther(value, mode);
}

function coerceSet(set: u32, mode: u32): u32 {
  const toText = findAttribute(set, sToString);
  if (toText != 0) return coerceToText(callValue(force(toText), newCell(setValue(set))), mode);
  const outPath = findAttribute(set, sOutPath);
  if (outPath == 0) failCoercion(setValue(set));
  return coerceToText(force(outPath), mode);
}

function coerceOther(value: u64, mode: u32): u32 {
  if (isKind(value, KIND_NULL)) return emptyText;
  if (isKind(value, KIND_BOOL)) return payloadOf(value) != 0 ? oneText : emptyText;
  if (isKind(value, KIND_INT)) return textOfInt(intOf(value));
  if (isKind(value, KIND_FLOAT)) giveUp();
  if (!isKind(value, KIND_LIST)) failCoercion(value);
  return coerceList(payloadOf(value), mode);
}

/** Joins the elements with spaces; after an element that is an empty list there is none. */
function coerceList(list: u32, mode: u32): u32 {
  const length = lengthOfList(list);
  if (length == 0) return emptyText;
  if (length == 1) return coerceToText(force(elementOf(list, 0)), mode);
  let parts: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const element = force(elementOf(list, at));
    const text = coerceToText(element, mode);
    const isEmptyList = isKind(element, KIND_LIST) && lengthOfList(payloadOf(element)) == 0;
    if (at + 1 < length && isEmptyList) continue;
    pushText(text);
    parts++;
  }
  return joinTexts(parts, spaceText());
}

let space: u32 = 0;

function spaceText(): u32 {
  if (space == 0) {
    space = newText(1, 0);
    store<u8>(space + 8, 0x20);
  }
  return space;
}

/** Takes the texts pushed last off the stack and joins them, their contexts, too. */
export function joinTexts(count: u32, separator: u32): u32 {
  const from = topTexts(count);
  if (count == 1) {
    popTexts(1);
    return load<u32>(from);
  }
  const between = lengthOf(separator);
  let length: u64 = count > 1 ? <u64>between * (count - 1) : 0;
  let context: u32 = contextOf(separator);
  for (let at: u32 = 0; at < count; at++) {
    const text = load<u32>(from + at * 4);
    length += lengthOf(text);
    if (contextOf(text) != 0) context = mergeContexts(context, contextOf(text));
  }
  if (length > maximalLength) giveUp();
  const result = newText(<u32>length, context);
  let target = bytesOf(result);
  for (let at: u32 = 0; at < count; at++) {
    if (at > 0 && between > 0) {
      memory.copy(target, bytesOf(separator), between);
      target += between;
    }
    const text = load<u32>(from + at * 4);
    memory.copy(target, bytesOf(text), lengthOf(text));
    target += lengthOf(text);
  }
  popTexts(count);
  return result;
}

/** Returns the text of a string with interpolations. */
export function coerceString(node: u32, env: u32): u32 {
  const count = load<u32>(node, 8);
  for (let at: u32 = 0; at < count; at++) {
    const value = evaluate(load<u32>(node + at * 4, 12), env);
    pushText(coerceToText(value, COERCE_INTERPOLATION));
  }
  return joinTexts(count, emptyText);
}

/** Returns the value of an interpolated path. */
export function coercePath(node: u32, env: u32): u64 {
  const count = load<u32>(node, 8);
  for (let at: u32 = 0; at < count; at++) {
    const value = evaluate(load<u32>(node + at * 4, 12), env);
    pushText(coerceToText(value, COERCE_KEEPING_PATHS));
  }
  return pathOfText(joinTexts(count, emptyText));
}

/** Returns the path of an absolute text, which must have no context. */
export function pathOfText(text: u32): u64 {
  if (contextOf(text) != 0) giveUp();
  return pathValue(canonicalPath(text));
}

/** Returns an absolute path without `.`, `..`, doubled and final slashes. */
export function canonicalPath(text: u32): u32 {
  const length = lengthOf(text);
  const bytes = bytesOf(text);
  const result = newText(length + 1, 0);
  const start = bytesOf(result);
  let target = start;
  let at: u32 = 0;
  while (at < length) {
    if (load<u8>(bytes + at) == 0x2f) {
      at++;
      continue;
    }
    let end = at;
    while (end < length && load<u8>(bytes + end) != 0x2f) end++;
    const size = end - at;
    const isDot = size == 1 && load<u8>(bytes + at) == 0x2e;
    const isDots = size == 2 && load<u8>(bytes + at) == 0x2e && load<u8>(bytes + at + 1) == 0x2e;
    if (isDots) {
      while (target > start && load<u8>(target - 1) != 0x2f) target--;
      if (target > start) target--;
    } else if (!isDot) {
      store<u8>(target++, 0x2f);
      memory.copy(target, bytes + at, size);
      target += size;
    }
    at = end;
  }
  if (target == start) store<u8>(target++, 0x2f);
  store<u32>(result, target - start);
  return result;
}

/** Returns the decimal digits of an integer. */
export function textOfInt(value: i64): u32 {
  if (value == 0) {
    const zero = newText(1, 0);
    store<u8>(zero + 8, 0x30);
    return zero;
  }
  const scratch = newText(24, 0);
  let at = scratch + 32;
  const isNegative = value < 0;
  let rest: u64 = isNegative ? <u64>0 - <u64>value : <u64>value;
  for (; rest > 0; rest /= 10) store<u8>(--at, <u8>(0x30 + (rest % 10)));
  if (isNegative) store<u8>(--at, 0x2d);
  return textFrom(at, scratch + 32 - at, 0);
}

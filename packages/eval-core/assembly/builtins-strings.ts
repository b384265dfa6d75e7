/** Builtins on strings and paths. Lengths and positions count bytes. */
import {
  COERCE_INTERPOLATION,
  COERCE_KEEPING_PATHS,
  COERCE_TO_STRING,
  coerceToText,
  joinTexts,
  noText,
} from "./coerce";
import { mergeContexts } from "./contexts";
import { expectIndex, expectList, expectText } from "./expect";
import { giveUp } from "./failure";
import { force } from "./force";
import { KIND_PATH } from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { allocate, boolValue, intValue, isKind, pathValue, stringValue } from "./memory";
import { evaluatesUnneeded } from "./settings";
import { pushText } from "./stack";
import { bytesOf, compareBytes, contextOf, lengthOf, newText, textFrom, withContext } from "./texts";

export function concatStringsSep(separator: u32, list: u32): u64 {
  const between = expectText(force(separator));
  const elements = expectList(force(list));
  const length = lengthOfList(elements);
  if (length == 0) return stringValue(contextOf(between) == 0 ? noText() : withContext(noText(), contextOf(between)));
  for (let at: u32 = 0; at < length; at++) pushText(coerceToText(force(elementOf(elements, at)), COERCE_INTERPOLATION));
  const joined = joinTexts(length, between);
  return stringValue(length > 1 ? joined : withContext(joined, mergeContexts(contextOf(joined), contextOf(between))));
}

export function stringLength(value: u32): u64 {
  return intValue(lengthOf(coerceToText(force(value), COERCE_INTERPOLATION)));
}

export function substring(start: u32, length: u32, source: u32): u64 {
  const from = expectIndex(force(start));
  const wanted = expectIndex(force(length));
  const text = coerceToText(force(source), COERCE_INTERPOLATION);
  if (from < 0) giveUp();
  const size = lengthOf(text);
  if (<u32>from >= size) return stringValue(contextOf(text) == 0 ? noText() : withContext(noText(), contextOf(text)));
  const rest = size - <u32>from;
  const taken = wanted < 0 || <u32>wanted > rest ? rest : <u32>wanted;
  if (taken == size) return stringValue(text);
  return stringValue(textFrom(bytesOf(text) + from, taken, contextOf(text)));
}

export function toString(value: u32): u64 {
  return stringValue(coerceToText(force(value), COERCE_TO_STRING));
}

export function hasContext(value: u32): u64 {
  return boolValue(contextOf(expectText(force(value))) != 0);
}

export function unsafeDiscardStringContext(value: u32): u64 {
  return stringValue(withContext(coerceToText(force(value), COERCE_INTERPOLATION), 0));
}

export function baseNameOf(value: u32): u64 {
  const text = coerceToText(force(value), COERCE_KEEPING_PATHS);
  const bytes = bytesOf(text);
  let end = lengthOf(text);
  if (end > 1 && load<u8>(bytes + end - 1) == 0x2f) end--;
  let start = end;
  while (start > 0 && load<u8>(bytes + start - 1) != 0x2f) start--;
  return stringValue(textFrom(bytes + start, end - start, contextOf(text)));
}

export function dirOf(value: u32): u64 {
  const given = force(value);
  const text = coerceToText(given, COERCE_KEEPING_PATHS);
  const bytes = bytesOf(text);
  let slash = <i32>lengthOf(text) - 1;
  while (slash >= 0 && load<u8>(bytes + slash) != 0x2f) slash--;
  const isPath = isKind(given, KIND_PATH);
  if (slash < 0) {
    const dot = newText(1, contextOf(text));
    store<u8>(dot + 8, 0x2e);
    return stringValue(dot);
  }
  const result = textFrom(bytes, slash == 0 ? 1 : slash, contextOf(text));
  return isPath ? pathValue(result) : stringValue(result);
}

/** Every pattern is tried at every byte, in order; an empty one matches everywhere. */
export function replaceStrings(from: u32, to: u32, source: u32): u64 {
  const patterns = expectList(force(from));
  const replacements = expectList(force(to));
  const count = lengthOfList(patterns);
  if (count != lengthOfList(replacements)) giveUp();
  const firsts = allocate(count * 4);
  for (let at: u32 = 0; at < count; at++) store<u32>(firsts + at * 4, expectText(force(elementOf(patterns, at))));
  if (evaluatesUnneeded) for (let at: u32 = 0; at < count; at++) expectText(force(elementOf(replacements, at)));
  const text = expectText(force(source));
  return stringValue(replaceIn(text, firsts, count, replacements));
}

/** Returns the first pattern that fits at a place, or -1. */
function patternAt(patterns: u32, count: u32, place: u32, rest: u32): i32 {
  const first = rest > 0 ? load<u8>(place) : 0;
  for (let at: u32 = 0; at < count; at++) {
    const pattern = load<u32>(patterns + at * 4);
    const length = lengthOf(pattern);
    if (length == 0) return at;
    if (length > rest || load<u8>(pattern, 8) != first) continue;
    if (compareBytes(pattern + 8, place, length) == 0) return at;
  }
  return -1;
}

function replaceIn(text: u32, patterns: u32, count: u32, replacements: u32): u32 {
  const bytes = bytesOf(text);
  const length = lengthOf(text);
  let parts: u32 = 0;
  let copied: u32 = 0;
  for (let at: u32 = 0; at <= length;) {
    const found = patternAt(patterns, count, bytes + at, length - at);
    if (found < 0) {
      at++;
      continue;
    }
    const replacement = expectText(force(elementOf(replacements, found)));
    if (at > copied) {
      pushText(textFrom(bytes + copied, at - copied, 0));
      parts++;
    }
    pushText(replacement);
    parts++;
    const size = lengthOf(load<u32>(patterns + found * 4));
    copied = at + size;
    at += size > 0 ? size : 1;
  }
  if (parts == 0) return text;
  pushText(textFrom(bytes + copied, copied < length ? length - copied : 0, contextOf(text)));
  return joinTexts(parts + 1, noText());
}

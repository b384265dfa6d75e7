/**
 * Values as JSON, in two passes. The first evaluates and checks everything, in order, and notes on the stack of texts
 * what the second cannot find again in the values: the attributes of each set in the byte order of their names, what a
 * set with `__toString` stands for, and the copies of paths in the store. The second writes; nothing is evaluated then.
 */
import { cutTo, writeByte, writeLiteral, writeText, written, writtenAt } from "./byte-writer";
import { callValue } from "./call";
import { COERCE_INTERPOLATION, coerceToText } from "./coerce";
import { mergeContexts } from "./contexts";
import { giveUp } from "./failure";
import { force } from "./force";
import { checkJsonText, writeInteger, writeJsonString } from "./json-writer";
import { KIND_BOOL, KIND_INT, KIND_LIST, KIND_NULL, KIND_PATH, KIND_SET, KIND_STRING } from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { intOf, isKind, newCell, payloadOf, setValue, stringValue, trueValue } from "./memory";
import { findAttribute, sizeOf } from "./sets";
import { pushSorted } from "./sorted-attributes";
import { popTexts, pushText, textDepth } from "./stack";
import { sOutPath, sToString } from "./symbols";
import { contextOf, symbolText, textFrom } from "./texts";

/** Where the second pass reads next what the first noted. */
let noted: u32 = 0;
/** What the strings written so far refer to. */
let context: u32 = 0;

/** Returns the JSON text of a cell, with the context of all strings in it. Paths become store paths. */
export function jsonText(cell: u32): u32 {
  const depth = textDepth();
  prepare(cell);
  const start = written();
  noted = depth;
  context = 0;
  write(load<u64>(cell));
  popTexts((textDepth() - depth) >> 2);
  const text = textFrom(writtenAt(start), written() - start, context);
  cutTo(start);
  return text;
}

/** Returns the JSON text of the object that as many pairs of symbols and JSON texts make. */
export function jsonObject(pairs: u32, count: u32): u32 {
  const start = written();
  context = 0;
  writeByte(0x7b);
  for (let at: u32 = 0; at < count; at++) {
    const text = load<u32>(pairs + at * 8, 4);
    if (at > 0) writeByte(0x2c);
    writeJsonString(symbolText(load<u32>(pairs + at * 8)));
    writeByte(0x3a);
    writeText(text);
    noteContext(text);
  }
  writeByte(0x7d);
  const text = textFrom(writtenAt(start), written() - start, context);
  cutTo(start);
  return text;
}

// ---- the first pass

function prepare(cell: u32): void {
  const value = force(cell);
  if (isKind(value, KIND_STRING)) checkJsonText(payloadOf(value));
  else if (isKind(value, KIND_SET)) prepareSet(payloadOf(value));
  else if (isKind(value, KIND_LIST)) prepareList(payloadOf(value));
  else if (isKind(value, KIND_PATH)) pushText(coerceToText(value, COERCE_INTERPOLATION));
  else if (!isPrinted(value)) giveUp();
}

/** Tells whether a value is one that needs no preparation. */
// @ts-ignore: decorator
@inline
function isPrinted(value: u64): bool {
  return isKind(value, KIND_INT) || isKind(value, KIND_BOOL) || isKind(value, KIND_NULL);
}

function prepareList(list: u32): void {
  const length = lengthOfList(list);
  for (let at: u32 = 0; at < length; at++) prepare(elementOf(list, at));
}

function prepareSet(set: u32): void {
  const toText = findAttribute(set, sToString);
  const outPath = toText == 0 ? findAttribute(set, sOutPath) : 0;
  if (toText != 0) prepareConverted(set, toText);
  else if (outPath != 0) prepare(outPath);
  else {
    const from = textDepth();
    const size = pushSorted(set);
    for (let at: u32 = 0; at < size; at++) {
      checkJsonText(symbolText(load<u32>(from + at * 8)));
      prepare(load<u32>(from + at * 8, 4));
    }
  }
}

/** Notes what a set with `__toString` stands for: a string, or the `outPath` of the set that comes of it. */
function prepareConverted(set: u32, toText: u32): void {
  let converted = set;
  let conversion = toText;
  while (conversion != 0) {
    const result = callValue(force(conversion), newCell(setValue(converted)));
    if (!isKind(result, KIND_SET)) {
      noteConverted(result);
      return;
    }
    converted = payloadOf(result);
    conversion = findAttribute(converted, sToString);
  }
  const outPath = findAttribute(converted, sOutPath);
  if (outPath == 0) giveUp();
  noteConverted(force(outPath));
}

/** Notes what came of a conversion. Unlike other paths, those are not copied. */
function noteConverted(value: u64): void {
  if (!isKind(value, KIND_STRING) && !isKind(value, KIND_PATH)) giveUp();
  const text = payloadOf(value);
  checkJsonText(text);
  pushText(newCell(stringValue(text)));
}

// ---- the second pass

/** Returns what the first pass noted next. */
// @ts-ignore: decorator
@inline
function takeNoted(): u32 {
  noted += 4;
  return load<u32>(noted - 4);
}

function write(value: u64): void {
  if (isKind(value, KIND_STRING)) writeString(payloadOf(value));
  else if (isKind(value, KIND_SET)) writeSet(payloadOf(value));
  else if (isKind(value, KIND_LIST)) writeList(payloadOf(value));
  else if (isKind(value, KIND_INT)) writeInteger(intOf(value));
  else if (isKind(value, KIND_BOOL)) writeLiteral(value == trueValue ? "true" : "false");
  else if (isKind(value, KIND_NULL)) writeLiteral("null");
  else writeString(takeNoted());
}

function writeString(text: u32): void {
  noteContext(text);
  writeJsonString(text);
}

// @ts-ignore: decorator
@inline
function noteContext(text: u32): void {
  if (contextOf(text) != 0) context = mergeContexts(context, contextOf(text));
}

function writeList(list: u32): void {
  const length = lengthOfList(list);
  writeByte(0x5b);
  for (let at: u32 = 0; at < length; at++) {
    if (at > 0) writeByte(0x2c);
    write(load<u64>(elementOf(list, at)));
  }
  writeByte(0x5d);
}

function writeSet(set: u32): void {
  if (findAttribute(set, sToString) != 0) {
    write(load<u64>(takeNoted()));
    return;
  }
  const outPath = findAttribute(set, sOutPath);
  if (outPath != 0) write(load<u64>(outPath));
  else writeMembers(sizeOf(set));
}

function writeMembers(count: u32): void {
  const from = noted;
  noted += count * 8;
  writeByte(0x7b);
  for (let at: u32 = 0; at < count; at++) {
    if (at > 0) writeByte(0x2c);
    writeJsonString(symbolText(load<u32>(from + at * 8)));
    writeByte(0x3a);
    write(load<u64>(load<u32>(from + at * 8, 4)));
  }
  writeByte(0x7d);
}

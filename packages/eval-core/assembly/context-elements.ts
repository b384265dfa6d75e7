/**
 * What the elements of contexts say, each parsed once: `<path>`, `!<output>!<derivation>` or `=<derivation>`. A path
 * has a record as the element that it is itself, which tells whether a derivation is known by it.
 */
import { giveUp } from "./failure";
import { allocate } from "./memory";
import { storePathKey } from "./store-path";
import { bytesOf, lengthOf, symbolOfBytes, symbolText } from "./texts";

export const ELEMENT_PATH: u32 = 1;
export const ELEMENT_OUTPUT: u32 = 2;
export const ELEMENT_CLOSURE: u32 = 3;

// A record is `[kind, gathered in, path key (8 bytes), path text, derivation, path element, output, mask (8 bytes),
// walked in]`. The derivation is only that of a path; the mask is 0 as long as the output was not looked for.
const recordSize: u32 = 48;

/** Addresses of records by symbol, or 0. */
let records: u32 = 0;
let capacity: u32 = 0;

// @ts-ignore: decorator
@inline
export function elementKind(element: u32): u32 {
  return load<u32>(element);
}

/** Tells whether an element was not gathered yet in a round, and notes that it is. */
// @ts-ignore: decorator
@inline
export function gathersElement(element: u32, round: u32): bool {
  if (load<u32>(element, 4) == round) return false;
  store<u32>(element, round, 4);
  return true;
}

/** Tells whether a path was not walked yet in a round, and notes that it is. */
// @ts-ignore: decorator
@inline
export function walksElement(element: u32, round: u32): bool {
  if (load<u32>(element, 40) == round) return false;
  store<u32>(element, round, 40);
  return true;
}

// @ts-ignore: decorator
@inline
export function elementKey(element: u32): u64 {
  return load<u64>(element, 8);
}

/** Returns the text of a path. */
// @ts-ignore: decorator
@inline
export function elementText(element: u32): u32 {
  return load<u32>(element, 16);
}

/** Returns the derivation with a path, or 0. */
// @ts-ignore: decorator
@inline
export function elementDerivation(element: u32): u32 {
  return load<u32>(element, 20);
}

// @ts-ignore: decorator
@inline
export function setElementDerivation(element: u32, derivation: u32): void {
  store<u32>(element, derivation, 20);
}

/** Returns the element of the derivation's path, of an output or a closure. */
// @ts-ignore: decorator
@inline
export function elementTarget(element: u32): u32 {
  return load<u32>(element, 24);
}

// @ts-ignore: decorator
@inline
export function elementOutput(element: u32): u32 {
  return load<u32>(element, 28);
}

// @ts-ignore: decorator
@inline
export function elementMask(element: u32): u64 {
  return load<u64>(element, 32);
}

// @ts-ignore: decorator
@inline
export function setElementMask(element: u32, mask: u64): void {
  store<u64>(element, mask, 32);
}

/** Returns the record of an element. */
// @ts-ignore: decorator
@inline
export function contextElement(symbol: u32): u32 {
  if (symbol < capacity) {
    const record = load<u32>(records + symbol * 4);
    if (record != 0) return record;
  }
  return parseElement(symbol);
}

/** Returns the record of a path, whatever it begins with. */
export function pathElement(symbol: u32): u32 {
  if (symbol < capacity) {
    const known = load<u32>(records + symbol * 4);
    if (known != 0) return known;
  }
  const text = symbolText(symbol);
  const key = storePathKey(text);
  const record = addRecord(symbol, ELEMENT_PATH);
  store<u64>(record, key, 8);
  store<u32>(record, text, 16);
  return record;
}

function parseElement(symbol: u32): u32 {
  const text = symbolText(symbol);
  const from = bytesOf(text);
  const length = lengthOf(text);
  const first = length == 0 ? 0 : <u32>load<u8>(from);
  if (first == 0x3d) {
    const target = pathElement(symbolOfBytes(from + 1, length - 1, 0));
    const record = addRecord(symbol, ELEMENT_CLOSURE);
    store<u32>(record, target, 24);
    return record;
  }
  return first == 0x21 ? parseOutput(symbol, from, length) : pathElement(symbol);
}

function parseOutput(symbol: u32, from: u32, length: u32): u32 {
  let end: u32 = 1;
  while (end < length && load<u8>(from + end) != 0x21) end++;
  if (end == length) giveUp();
  const target = pathElement(symbolOfBytes(from + end + 1, length - end - 1, 0));
  const record = addRecord(symbol, ELEMENT_OUTPUT);
  store<u32>(record, target, 24);
  store<u32>(record, symbolOfBytes(from + 1, end - 1, 0), 28);
  return record;
}

function addRecord(symbol: u32, kind: u32): u32 {
  if (symbol >= capacity) grow(symbol);
  const record = allocate(recordSize);
  store<u32>(record, kind);
  store<u32>(records + symbol * 4, record);
  return record;
}

function grow(symbol: u32): void {
  const old = records;
  const count = capacity;
  capacity = (symbol | 0xffff) * 2;
  records = allocate(capacity * 4);
  memory.copy(records, old, count * 4);
}

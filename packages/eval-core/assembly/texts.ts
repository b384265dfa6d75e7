/** Texts and symbols: bytes with a length, and the table that gives equal bytes one number. */
import { giveUp } from "./failure";
import { allocate } from "./memory";

// @ts-ignore: decorator
@inline
export function lengthOf(text: u32): u32 {
  return load<u32>(text);
}

// @ts-ignore: decorator
@inline
export function contextOf(text: u32): u32 {
  return load<u32>(text, 4);
}

/** Where a text's bytes begin. */
// @ts-ignore: decorator
@inline
export function bytesOf(text: u32): u32 {
  return text + 8;
}

/** Bytes of a text, so that twice as many and some more are a word. */
export const maximalLength: u32 = 0x3fffffff;

/** Returns a text whose bytes are still to be written. */
// @ts-ignore: decorator
@inline
export function newText(length: u32, context: u32): u32 {
  if (length > maximalLength) giveUp();
  const at = allocate(8 + length);
  store<u32>(at, length);
  store<u32>(at, context, 4);
  return at;
}

/** Returns a text of these bytes. */
export function textFrom(from: u32, length: u32, context: u32): u32 {
  const at = newText(length, context);
  memory.copy(at + 8, from, length);
  return at;
}

/** Returns the same bytes with another context. */
export function withContext(text: u32, context: u32): u32 {
  return contextOf(text) == context ? text : textFrom(text + 8, lengthOf(text), context);
}

/** Compares by bytes: negative, zero or positive. */
export function compareTexts(left: u32, right: u32): i32 {
  if (left == right) return 0;
  const leftLength = lengthOf(left);
  const rightLength = lengthOf(right);
  const order = compareBytes(left + 8, right + 8, leftLength < rightLength ? leftLength : rightLength);
  return order != 0 ? order : leftLength < rightLength ? -1 : leftLength > rightLength ? 1 : 0;
}

/** Compares as many bytes of two places. */
export function compareBytes(left: u32, right: u32, length: u32): i32 {
  let at: u32 = 0;
  while (at + 8 <= length && load<u64>(left + at) == load<u64>(right + at)) at += 8;
  for (; at < length; at++) {
    const difference = <i32>load<u8>(left + at) - <i32>load<u8>(right + at);
    if (difference != 0) return difference;
  }
  return 0;
}

export function equalTexts(left: u32, right: u32): bool {
  if (left == right) return true;
  const length = lengthOf(left);
  return length == lengthOf(right) && compareBytes(left + 8, right + 8, length) == 0;
}

/** Tells whether a text is one of ASCII characters; for comparisons with literals. */
export function equalsLiteral(text: u32, literal: string): bool {
  const length = lengthOf(text);
  if (length != <u32>literal.length) return false;
  for (let at: u32 = 0; at < length; at++) {
    if (<i32>load<u8>(text + 8 + at) != literal.charCodeAt(at)) return false;
  }
  return true;
}

/** Returns a text of ASCII characters. */
export function textOfLiteral(literal: string): u32 {
  const length = <u32>literal.length;
  const at = newText(length, 0);
  for (let index: u32 = 0; index < length; index++) store<u8>(at + 8 + index, <u8>literal.charCodeAt(index));
  return at;
}

// Symbols: an open hash table of symbol numbers, and the text and hash of each by number.

let capacity: u32 = 1 << 15;
let slots: u32 = 0;
let texts: u32 = 0;
let hashes: u32 = 0;
let count: u32 = 1;

function hashBytes(from: u32, length: u32): u32 {
  let hash: u32 = 2166136261 ^ length;
  let at: u32 = 0;
  for (; at + 4 <= length; at += 4) {
    hash = (hash ^ load<u32>(from + at)) * 0x9e3779b1;
    hash ^= hash >> 15;
  }
  for (; at < length; at++) hash = (hash ^ load<u8>(from + at)) * 16777619;
  hash ^= hash >> 13;
  return (hash * 0x85ebca6b) ^ (hash >> 16);
}

function makeTables(): void {
  slots = allocate(capacity * 4);
  texts = allocate(capacity * 2);
  hashes = allocate(capacity * 2);
}

/** Doubles the tables. */
function rehash(): void {
  const oldTexts = texts;
  const oldHashes = hashes;
  capacity <<= 1;
  makeTables();
  memory.copy(texts, oldTexts, count * 4);
  memory.copy(hashes, oldHashes, count * 4);
  for (let symbol: u32 = 1; symbol < count; symbol++) {
    let slot = load<u32>(hashes + symbol * 4) & (capacity - 1);
    while (load<u32>(slots + slot * 4) != 0) slot = (slot + 1) & (capacity - 1);
    store<u32>(slots + slot * 4, symbol);
  }
}

/** Returns the symbol of a text. */
export function symbolOf(text: u32): u32 {
  return symbolOfBytes(text + 8, load<u32>(text), text);
}

/** Returns the symbol of bytes; `text` is a text without context that holds them, or 0. */
export function symbolOfBytes(from: u32, length: u32, text: u32): u32 {
  if (slots == 0) makeTables();
  const hash = hashBytes(from, length);
  let slot = hash & (capacity - 1);
  for (;;) {
    const symbol = load<u32>(slots + slot * 4);
    if (symbol == 0) break;
    if (load<u32>(hashes + symbol * 4) == hash) {
      const known = load<u32>(texts + symbol * 4);
      if (load<u32>(known) == length && compareBytes(known + 8, from, length) == 0) return symbol;
    }
    slot = (slot + 1) & (capacity - 1);
  }
  const symbol = count++;
  store<u32>(slots + slot * 4, symbol);
  store<u32>(texts + symbol * 4, text != 0 && contextOf(text) == 0 ? text : textFrom(from, length, 0));
  store<u32>(hashes + symbol * 4, hash);
  if (count * 2 >= capacity) rehash();
  return symbol;
}

/** Returns the text of a symbol. */
// @ts-ignore: decorator
@inline
export function symbolText(symbol: u32): u32 {
  return load<u32>(texts + symbol * 4);
}

/** Returns the symbol of ASCII characters. */
export function symbolOfLiteral(literal: string): u32 {
  return symbolOf(textOfLiteral(literal));
}

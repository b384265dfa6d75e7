/**
 * Bytes under construction: one buffer that grows, is emptied and used again. Places in it are offsets, because growing
 * moves it; nothing may be evaluated between two writes that belong together.
 */
import { giveUp } from "./failure";
import { allocate } from "./memory";

/** Copies go by eight bytes, so that up to seven too many are written. */
const slack: u32 = 16;
/** Copies of more bytes than this are left to the engine. */
const shortCopy: u32 = 128;

/** More would not fit in a word once it is doubled. */
const maximalSize: u32 = 0x7fffff00;

let buffer: u32 = 0;
let capacity: u32 = 0;
let used: u32 = 0;

/** Returns how many bytes were written. */
// @ts-ignore: decorator
@inline
export function written(): u32 {
  return used;
}

/** Returns the address of a byte, valid until more is written. */
// @ts-ignore: decorator
@inline
export function writtenAt(offset: u32): u32 {
  return buffer + offset;
}

/** Forgets what was written from an offset on. */
// @ts-ignore: decorator
@inline
export function cutTo(offset: u32): void {
  used = offset;
}

// @ts-ignore: decorator
@inline
function reserve(count: u32): void {
  if (used + count + slack > capacity) grow(count);
}

function grow(count: u32): void {
  if (used + count > maximalSize) giveUp();
  const old = buffer;
  capacity = (used + count + slack) * 2;
  if (capacity < 0x20000) capacity = 0x20000;
  buffer = allocate(capacity);
  memory.copy(buffer, old, used);
}

// @ts-ignore: decorator
@inline
export function writeByte(byte: u32): void {
  reserve(1);
  store<u8>(buffer + used, byte);
  used++;
}

/** Writes bytes that are not in the buffer. */
export function writeBytes(from: u32, length: u32): void {
  reserve(length);
  copyShort(buffer + used, from, length);
  used += length;
}

/** Writes bytes of the buffer once more. */
export function writeAgain(start: u32, end: u32): void {
  const length = end - start;
  reserve(length);
  copyShort(buffer + used, buffer + start, length);
  used += length;
}

// @ts-ignore: decorator
@inline
function copyShort(to: u32, from: u32, length: u32): void {
  if (length > shortCopy) memory.copy(to, from, length);
  else for (let at: u32 = 0; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** Writes a text's bytes. */
// @ts-ignore: decorator
@inline
export function writeText(text: u32): void {
  writeBytes(text + 8, load<u32>(text));
}

/** Writes ASCII characters. */
export function writeLiteral(literal: string): void {
  const length = <u32>literal.length;
  reserve(length);
  const from = <u32>changetype<usize>(literal);
  const to = buffer + used;
  for (let at: u32 = 0; at < length; at++) store<u8>(to + at, load<u16>(from + at * 2));
  used += length;
}

/** Writes a byte as two lower-case hexadecimal digits, for each of some bytes. */
export function writeBase16(from: u32, length: u32): void {
  reserve(length * 2);
  const to = buffer + used;
  for (let at: u32 = 0; at < length; at++) {
    const byte = <u32>load<u8>(from + at);
    store<u16>(to + at * 2, hexDigit(byte >> 4) | (hexDigit(byte & 15) << 8));
  }
  used += length * 2;
}

// @ts-ignore: decorator
@inline
function hexDigit(value: u32): u32 {
  return value + (value > 9 ? 0x57 : 0x30);
}

/** Writes a text in quotes, with `"`, `\`, newline, carriage return and tab escaped. */
export function writeQuoted(text: u32): void {
  const length = load<u32>(text);
  reserve(2 * length + 2);
  let from = text + 8;
  const end = from + length;
  let to = buffer + used;
  store<u8>(to++, 0x22);
  while (from < end) {
    const block = load<u64>(from);
    store<u64>(to, block);
    const marks = marksOf(block);
    const step: u32 = marks == 0 ? 8 : <u32>ctz(marks) >> 3;
    from += step;
    to += step;
    if (marks == 0 || from >= end) continue;
    const byte = <u32>load<u8>(from++);
    const escape = escapeOf(byte);
    if (escape == 0) store<u8>(to++, byte);
    else {
      store<u16>(to, 0x5c | (escape << 8));
      to += 2;
    }
  }
  // What was copied beyond the text.
  to -= from - end;
  store<u8>(to, 0x22);
  used = to + 1 - buffer;
}

/** Returns what follows the backslash for a byte, or 0. */
// @ts-ignore: decorator
@inline
function escapeOf(byte: u32): u32 {
  if (byte == 0x0a) return 0x6e;
  if (byte == 0x22 || byte == 0x5c) return byte;
  if (byte == 0x09) return 0x74;
  return byte == 0x0d ? 0x72 : 0;
}

/** Returns a number whose lowest bit is in the first of eight bytes that is a quote, a backslash or below the blank. */
// @ts-ignore: decorator
@inline
function marksOf(block: u64): u64 {
  const ones: u64 = 0x0101010101010101;
  const quotes = block ^ (ones * 0x22);
  const backslashes = block ^ (ones * 0x5c);
  const low = (block - ones * 0x20) & ~block;
  return (low | ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes)) & (ones * 0x80);
}

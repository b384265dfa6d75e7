/** Strings and integers in the byte writer as JSON has them. */
import { writeByte, writeBytes, writeLiteral } from "./byte-writer";
import { giveUp } from "./failure";
import { allocate } from "./memory";
import { bytesOf, lengthOf } from "./texts";

/** Digits and a sign. */
const integerSize: u32 = 24;
/** The highest bit of each of eight bytes. */
const highBits: u64 = 0x8080808080808080;

let digits: u32 = 0;

/** Writes an integer in decimal. */
export function writeInteger(value: i64): void {
  if (digits == 0) digits = allocate(integerSize);
  const end = digits + integerSize;
  let at = end;
  let rest: u64 = value < 0 ? <u64>0 - <u64>value : <u64>value;
  do {
    store<u8>(--at, <u8>(0x30 + (rest % 10)));
    rest /= 10;
  } while (rest > 0);
  if (value < 0) store<u8>(--at, 0x2d);
  writeBytes(at, end - at);
}

/** Writes a text as a string literal; `checkJsonText` says whether it can be one. */
export function writeJsonString(text: u32): void {
  writeByte(0x22);
  const end = bytesOf(text) + lengthOf(text);
  let from = bytesOf(text);
  for (let at = from; at < end;) {
    if (at + 8 <= end && isPlain(load<u64>(at))) at += 8;
    else if (!isEscaped(load<u8>(at))) at++;
    else {
      writeBytes(from, at - from);
      writeEscape(load<u8>(at));
      from = ++at;
    }
  }
  writeBytes(from, end - from);
  writeByte(0x22);
}

/** Tells whether eight bytes have no control characters, quotes and backslashes; not of all that have none. */
// @ts-ignore: decorator
@inline
function isPlain(block: u64): bool {
  const ones: u64 = 0x0101010101010101;
  const quotes = block ^ (ones * 0x22);
  const backslashes = block ^ (ones * 0x5c);
  const low = (block - ones * 0x20) & ~block;
  return ((low | ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes)) & highBits) == 0;
}

// @ts-ignore: decorator
@inline
function isEscaped(byte: u32): bool {
  return byte < 0x20 || byte == 0x22 || byte == 0x5c;
}

function writeEscape(byte: u32): void {
  const letter = escapeLetter(byte);
  if (letter == 0) {
    writeLiteral("\\u00");
    writeByte(0x30 + (byte >> 4));
    const low = byte & 15;
    writeByte(low + (low > 9 ? 0x57 : 0x30));
  } else {
    writeByte(0x5c);
    writeByte(letter);
  }
}

/** Returns what follows the backslash for a byte, or 0 if it is its number. */
function escapeLetter(byte: u32): u32 {
  if (byte == 0x22 || byte == 0x5c) return byte;
  if (byte == 0x0a) return 0x6e;
  if (byte == 0x0d) return 0x72;
  if (byte == 0x09) return 0x74;
  if (byte == 0x0c) return 0x66;
  return byte == 0x08 ? 0x62 : 0;
}

/** Gives up unless the bytes of a text are UTF-8, which those of JSON must be. */
export function checkJsonText(text: u32): void {
  const end = bytesOf(text) + lengthOf(text);
  for (let at = bytesOf(text); at < end;) {
    if (at + 8 <= end && (load<u64>(at) & highBits) == 0) at += 8;
    else at += load<u8>(at) < 0x80 ? 1 : sequenceLength(at, end);
  }
}

/** Returns how many bytes a character beyond ASCII takes that begins at a place. */
function sequenceLength(at: u32, end: u32): u32 {
  const first = <u32>load<u8>(at);
  const count: u32 = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (first < 0xc2 || first > 0xf4 || at + count > end) giveUp();
  const second = <u32>load<u8>(at, 1);
  // Neither longer forms than are needed, nor surrogates, nor what is beyond the last character.
  const low: u32 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const high: u32 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) giveUp();
  for (let more: u32 = 2; more < count; more++) if ((load<u8>(at + more) & 0xc0) != 0x80) giveUp();
  return count;
}

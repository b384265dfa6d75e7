/** Hashes of fixed outputs as they are written: hexadecimal, base 32, base 64 and the SRI form. */
import { base32Length, storeBytesOfBase32 } from "./base32";
import { allocate } from "./memory";
import { bytesOf, equalsLiteral, lengthOf, textFrom, textOfLiteral } from "./texts";

export const ALGORITHM_MD5: u32 = 1;
export const ALGORITHM_SHA1: u32 = 2;
export const ALGORITHM_SHA256: u32 = 3;
export const ALGORITHM_SHA512: u32 = 4;
export const ALGORITHM_BLAKE3: u32 = 5;

/** The bytes of the hash parsed last. */
let parsed: u32 = 0;
/** Texts of the algorithms, by number. */
let names: u32 = 0;

export function initOutputHashes(): void {
  parsed = allocate(72);
  names = allocate(24);
  store<u32>(names, textOfLiteral("md5"), 4 * ALGORITHM_MD5);
  store<u32>(names, textOfLiteral("sha1"), 4 * ALGORITHM_SHA1);
  store<u32>(names, textOfLiteral("sha256"), 4 * ALGORITHM_SHA256);
  store<u32>(names, textOfLiteral("sha512"), 4 * ALGORITHM_SHA512);
  store<u32>(names, textOfLiteral("blake3"), 4 * ALGORITHM_BLAKE3);
}

/** Returns the name of an algorithm. */
export function algorithmName(algorithm: u32): u32 {
  return load<u32>(names + algorithm * 4);
}

/** Returns the algorithm of a name, or 0. */
export function algorithmOf(name: u32): u32 {
  if (equalsLiteral(name, "sha256")) return ALGORITHM_SHA256;
  if (equalsLiteral(name, "sha512")) return ALGORITHM_SHA512;
  if (equalsLiteral(name, "sha1")) return ALGORITHM_SHA1;
  if (equalsLiteral(name, "md5")) return ALGORITHM_MD5;
  return equalsLiteral(name, "blake3") ? ALGORITHM_BLAKE3 : 0;
}

/** Returns the number of bytes of an algorithm's hashes. */
export function hashSize(algorithm: u32): u32 {
  if (algorithm == ALGORITHM_MD5) return 16;
  if (algorithm == ALGORITHM_SHA1) return 20;
  return algorithm == ALGORITHM_SHA512 ? 64 : 32;
}

/** Where the bytes of the hash parsed last are. */
export function parsedHash(): u32 {
  return parsed;
}

/**
 * Parses `algorithm:digits`, `algorithm-base64` (SRI) or digits alone if the algorithm is given (not 0). Returns the
 * algorithm, or 0 for what is no hash.
 */
export function parseHash(text: u32, given: u32): u32 {
  const from = bytesOf(text);
  const length = lengthOf(text);
  const colon = indexOf(from, length, 0x3a);
  const separator = colon < length ? colon : indexOf(from, length, 0x2d);
  if (separator == length) return given != 0 && parseDigits(from, length, given, false) ? given : 0;
  const algorithm = algorithmOf(textFrom(from, separator, 0));
  if (algorithm == 0 || (given != 0 && given != algorithm)) return 0;
  const start = separator + 1;
  return parseDigits(from + start, length - start, algorithm, colon == length) ? algorithm : 0;
}

/** Returns where a byte is first, or the length. */
function indexOf(from: u32, length: u32, byte: u32): u32 {
  let at: u32 = 0;
  while (at < length && load<u8>(from + at) != byte) at++;
  return at;
}

function parseDigits(from: u32, length: u32, algorithm: u32, isSri: bool): bool {
  const size = hashSize(algorithm);
  if (!isSri && length == size * 2) return storeBytesOfBase16(parsed, from, size);
  if (!isSri && length == base32Length(size)) return storeBytesOfBase32(parsed, from, length);
  return (isSri || length == ((size + 2) / 3) * 4) && parseBase64(from, length, size);
}

/** Stores as many bytes of twice as many hexadecimal digits; returns whether these are such. */
export function storeBytesOfBase16(to: u32, from: u32, size: u32): bool {
  for (let at: u32 = 0; at < size; at++) {
    const high = base16Value(load<u8>(from + at * 2));
    const low = base16Value(load<u8>(from + at * 2 + 1));
    if (high < 0 || low < 0) return false;
    store<u8>(to + at, (high << 4) | low);
  }
  return true;
}

/** Returns the value of a hexadecimal digit of either case, or -1. */
function base16Value(byte: u32): i32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? <i32>letter + 10 : -1;
}

/** Reads up to the padding; line ends count for nothing. */
function parseBase64(from: u32, length: u32, size: u32): bool {
  let bits: u32 = 0;
  let bitCount: u32 = 0;
  let count: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const byte = <u32>load<u8>(from + at);
    if (byte == 0x3d) break;
    if (byte == 0x0a) continue;
    const value = base64Value(byte);
    if (value < 0) return false;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    if (count == size) return false;
    store<u8>(parsed + count++, bits >> bitCount);
  }
  return count == size;
}

/** Returns the value of a base-64 digit, or -1. */
function base64Value(byte: u32): i32 {
  if (byte - 0x41 < 26) return byte - 0x41;
  if (byte - 0x61 < 26) return byte - 0x61 + 26;
  if (byte - 0x30 < 10) return byte - 0x30 + 52;
  return byte == 0x2b ? 62 : byte == 0x2f ? 63 : -1;
}

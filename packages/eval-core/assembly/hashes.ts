/** Hashes of bytes. Short ones the machine computes itself, which takes less time than a call to the outside. */
import { allocate } from "./memory";
import { ALGORITHM_SHA256, hashSize, storeBytesOfBase16 } from "./output-hash";
import { storeSha256 } from "./sha256";

/** Stores the hexadecimal digits of a hash. */
// @ts-ignore: decorator
@external("host", "hashDigits")
declare function hashDigits(algorithm: u32, from: u32, length: u32, to: u32): void;

/** From four blocks on the instructions for hashing win that only native code has. */
const longLength: u32 = 184;
/** As many digits as a hash has at most. */
const largestDigits: u32 = 128;

let digits: u32 = 0;

/** Stores the hash of bytes. */
export function storeHash(algorithm: u32, from: u32, length: u32, to: u32): void {
  if (algorithm == ALGORITHM_SHA256 && length < longLength) {
    storeSha256(from, length, to);
    return;
  }
  if (digits == 0) digits = allocate(largestDigits);
  hashDigits(algorithm, from, length, digits);
  storeBytesOfBase16(to, digits, hashSize(algorithm));
}

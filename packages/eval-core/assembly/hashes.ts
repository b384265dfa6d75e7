/** Hashes of bytes. Short ones the machine computes itself, which takes less time than a call to the outside. */
import { ALGORITHM_SHA256 } from "./output-hash";
import { storeSha256 } from "./sha256";

// @ts-ignore: decorator
@external("host", "digest")
declare function digest(algorithm: u32, from: u32, length: u32, to: u32): void;

/** From here on the instructions for hashing win that only native code has. */
const longLength: u32 = 320;

/** Stores the hash of bytes. */
export function storeHash(algorithm: u32, from: u32, length: u32, to: u32): void {
  if (algorithm == ALGORITHM_SHA256 && length < longLength) storeSha256(from, length, to);
  else digest(algorithm, from, length, to);
}

/**
 * The store's own base 32: 32 digits without `e`, `o`, `t` and `u`, five bits per digit, the least significant bits of
 * the last byte first. The digits therefore read from the end of the bytes to their beginning.
 */
const digits: u32 = <u32>(
  memory.data<u8>([
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x66, 0x67, 0x68, 0x69, 0x6a,
    0x6b, 0x6c, 0x6d, 0x6e, 0x70, 0x71, 0x72, 0x73, 0x76, 0x77, 0x78, 0x79, 0x7a,
  ])
);

/** Returns how many digits a number of bytes takes. */
// @ts-ignore: decorator
@inline
export function base32Length(byteCount: u32): u32 {
  return byteCount == 0 ? 0 : (byteCount * 8 - 1) / 5 + 1;
}

/** Stores the digits of some bytes. */
export function storeBase32(to: u32, from: u32, byteCount: u32): void {
  const length = base32Length(byteCount);
  for (let digit: u32 = 0; digit < length; digit++) {
    const bit = digit * 5;
    const at = bit >> 3;
    let pair = <u32>load<u8>(from + at);
    if (at + 1 < byteCount) pair |= (<u32>load<u8>(from + at + 1)) << 8;
    store<u8>(to + length - 1 - digit, load<u8>(digits + ((pair >> (bit & 7)) & 31)));
  }
}

/** Stores the bytes of some digits; returns whether they are digits and no bits are left over. */
export function storeBytesOfBase32(to: u32, from: u32, length: u32): bool {
  const byteCount = (length * 5) / 8;
  memory.fill(to, 0, byteCount);
  for (let digit: u32 = 0; digit < length; digit++) {
    const value = digitValue(load<u8>(from + length - 1 - digit));
    if (value < 0) return false;
    const bit = digit * 5;
    const at = bit >> 3;
    const shifted = (<u32>value) << (bit & 7);
    if (!addBits(to, byteCount, at, shifted & 255) || !addBits(to, byteCount, at + 1, shifted >> 8)) return false;
  }
  return true;
}

/** Sets bits of a byte; returns whether there is such a byte, or no bits. */
function addBits(to: u32, byteCount: u32, at: u32, bits: u32): bool {
  if (at >= byteCount) return bits == 0;
  store<u8>(to + at, load<u8>(to + at) | bits);
  return true;
}

/** Returns the value of a digit, or -1. */
function digitValue(byte: u32): i32 {
  for (let value: u32 = 0; value < 32; value++) {
    if (load<u8>(digits + value) == byte) return value;
  }
  return -1;
}

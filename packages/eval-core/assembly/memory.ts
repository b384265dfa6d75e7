/** The heap: memory is taken from its end and never given back. */
import {
  FORM_LAMBDA,
  FORM_PLAIN,
  FORM_THUNK,
  KIND_BOOL,
  KIND_INT,
  KIND_FLOAT,
  KIND_LIST,
  KIND_NULL,
  KIND_PATH,
  KIND_SET,
  KIND_STRING,
} from "../src/linear/layout";

/** Pages are asked for this many at a time. */
const growth: i32 = 256;

let top: u32 = (<u32>__heap_base + 7) & ~7;
let end: u32 = (<u32>memory.size()) << 16;

/** Returns the address of new memory, aligned to 8 bytes and all zero. */
// @ts-ignore: decorator
@inline
export function allocate(bytes: u32): u32 {
  const at = top;
  top = at + ((bytes + 7) & ~7);
  if (top > end || top < at) grow(at, bytes);
  return at;
}

/** Gives back what is after an address of the memory that was allocated last, and was never written to. */
// @ts-ignore: decorator
@inline
export function shrinkTo(address: u32): void {
  top = (address + 7) & ~7;
}

/** Gives back all memory from an address on that was allocated before, whatever is in it. */
export function release(from: u32): void {
  memory.fill(from, 0, top - from);
  top = from;
}

/** Returns how much of the memory is in use, in bytes. */
export function used(): u32 {
  return top;
}

function grow(at: u32, bytes: u32): void {
  const wanted = <i64>at + ((<i64>bytes + 7) & ~7);
  const missing = <i32>((wanted - <i64>end + 0xffff) >> 16);
  const pages = missing > growth ? missing : growth;
  // 2^32 itself has no address.
  if (wanted > 0xfff00000 || (memory.grow(pages) < 0 && memory.grow(missing) < 0)) {
    top = at;
    outOfMemory();
  }
  const size = (<u64>memory.size()) << 16;
  end = size > 0xffff0000 ? 0xffff0000 : <u32>size;
  memoryGrown();
}

// @ts-ignore: decorator
@external("host", "memoryGrown")
declare function memoryGrown(): void;

// @ts-ignore: decorator
@external("host", "outOfMemory")
declare function outOfMemory(): void;

// @ts-ignore: decorator
@inline
export function word(address: u32): u32 {
  return load<u32>(address);
}

/** A plain value of a kind. */
// @ts-ignore: decorator
@inline
export function plain(kind: u32, payload: u32): u64 {
  return ((<u64>payload) << 32) | <u64>((kind << 3) | FORM_PLAIN);
}

// @ts-ignore: decorator
@inline
export function lowWord(value: u64): u32 {
  return <u32>value;
}

// @ts-ignore: decorator
@inline
export function payloadOf(value: u64): u32 {
  return <u32>(value >> 32);
}

/** Tells whether a value is plain and of a kind. */
// @ts-ignore: decorator
@inline
export function isKind(value: u64, kind: u32): bool {
  return <u32>value == kind << 3;
}

// @ts-ignore: decorator
@inline
export function isLambda(value: u64): bool {
  return (<u32>value & 7) == FORM_LAMBDA;
}

export const nullValue: u64 = <u64>(KIND_NULL << 3);
export const falseValue: u64 = <u64>(KIND_BOOL << 3);
export const trueValue: u64 = <u64>(KIND_BOOL << 3) | ((<u64>1) << 32);

// @ts-ignore: decorator
@inline
export function boolValue(flag: bool): u64 {
  return flag ? trueValue : falseValue;
}

export function intValue(value: i64): u64 {
  const at = allocate(8);
  store<i64>(at, value);
  return plain(KIND_INT, at);
}

export function floatValue(value: f64): u64 {
  const at = allocate(8);
  store<f64>(at, value);
  return plain(KIND_FLOAT, at);
}

// @ts-ignore: decorator
@inline
export function intOf(value: u64): i64 {
  return load<i64>(payloadOf(value));
}

// @ts-ignore: decorator
@inline
export function stringValue(text: u32): u64 {
  return plain(KIND_STRING, text);
}

// @ts-ignore: decorator
@inline
export function pathValue(text: u32): u64 {
  return plain(KIND_PATH, text);
}

// @ts-ignore: decorator
@inline
export function listValue(list: u32): u64 {
  return plain(KIND_LIST, list);
}

// @ts-ignore: decorator
@inline
export function setValue(set: u32): u64 {
  return plain(KIND_SET, set);
}

/** Returns a new cell. */
// @ts-ignore: decorator
@inline
export function newCell(value: u64): u32 {
  const at = allocate(8);
  store<u64>(at, value);
  return at;
}

// @ts-ignore: decorator
@inline
export function newThunk(node: u32, env: u32): u32 {
  const at = allocate(8);
  store<u64>(at, ((<u64>env) << 32) | <u64>(node | FORM_THUNK));
  return at;
}

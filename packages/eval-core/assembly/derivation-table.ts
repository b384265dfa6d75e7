/**
 * The derivations made so far: by store path, in the records of their paths, and by hash modulo without outputs (twins:
 * many are made several times).
 */
import { ELEMENT_PATH, elementDerivation, elementKind, pathElement, setElementDerivation } from "./context-elements";
import { giveUp } from "./failure";
import { allocate } from "./memory";
import { compareBytes } from "./texts";

// A derivation is `[element of its path, name text, outputs, output paths, inputs, sources, result set, gathered in,
// mask (8 bytes), hash key (8 bytes), hash text (8 + 64 bytes), the one made before]`:
// - outputs `[count, symbol…]`, in byte order, and the texts of their paths;
// - inputs `[count, derivation…]` and sources `[count, element…]`, in byte order of the paths;
// - mask: which outputs are used in a round of gathering, the first in the lowest bit;
// - hash key: a number that orders most hashes as their digits do.
const recordSize: u32 = 124;
const digestSize: u32 = 32;

let last: u32 = 0;

/** Returns the derivation that was made last, or 0. */
export function lastDerivation(): u32 {
  return last;
}

/** Returns a derivation that is not in the table yet. */
export function newDerivation(name: u32, outputs: u32, paths: u32): u32 {
  const derivation = allocate(recordSize);
  store<u32>(derivation, name, 4);
  store<u32>(derivation, outputs, 8);
  store<u32>(derivation, paths, 12);
  store<u32>(derivation, 64, 48);
  return derivation;
}

// @ts-ignore: decorator
@inline
export function derivationElement(derivation: u32): u32 {
  return load<u32>(derivation);
}

// @ts-ignore: decorator
@inline
export function derivationName(derivation: u32): u32 {
  return load<u32>(derivation, 4);
}

// @ts-ignore: decorator
@inline
export function derivationOutputs(derivation: u32): u32 {
  return load<u32>(derivation, 8);
}

/** Where the texts of the outputs' paths are listed. */
// @ts-ignore: decorator
@inline
export function derivationPaths(derivation: u32): u32 {
  return load<u32>(derivation, 12);
}

// @ts-ignore: decorator
@inline
export function derivationInputs(derivation: u32): u32 {
  return load<u32>(derivation, 16);
}

// @ts-ignore: decorator
@inline
export function derivationSources(derivation: u32): u32 {
  return load<u32>(derivation, 20);
}

export function setDerivationInputs(derivation: u32, inputs: u32, sources: u32): void {
  store<u32>(derivation, inputs, 16);
  store<u32>(derivation, sources, 20);
}

/** Returns the set that stands for a derivation, or 0. */
// @ts-ignore: decorator
@inline
export function derivationSet(derivation: u32): u32 {
  return load<u32>(derivation, 24);
}

// @ts-ignore: decorator
@inline
export function setDerivationSet(derivation: u32, set: u32): void {
  store<u32>(derivation, set, 24);
}

/** Returns which outputs are used in the round of gathering. */
// @ts-ignore: decorator
@inline
export function usedOutputs(derivation: u32): u64 {
  return load<u64>(derivation, 32);
}

/** Notes that outputs are used; returns whether none was yet in the round. */
// @ts-ignore: decorator
@inline
export function usesOutputs(derivation: u32, mask: u64, round: u32): bool {
  const isFirst = load<u32>(derivation, 28) != round;
  store<u32>(derivation, round, 28);
  store<u64>(derivation, isFirst ? mask : load<u64>(derivation, 32) | mask, 32);
  return isFirst;
}

// @ts-ignore: decorator
@inline
export function hashKey(derivation: u32): u64 {
  return load<u64>(derivation, 40);
}

/** Returns the text of the hash modulo: 64 hexadecimal digits. */
// @ts-ignore: decorator
@inline
export function hashText(derivation: u32): u32 {
  return derivation + 48;
}

/** Sets the hash modulo, given where its digits are. */
export function setHash(derivation: u32, digits: u32): void {
  memory.copy(derivation + 56, digits, 64);
  store<u64>(derivation, bswap(load<u64>(digits)), 40);
}

/** Returns the derivation with a store path, or 0. */
export function findDerivation(path: u32): u32 {
  return elementDerivation(pathElement(path));
}

/** Adds a derivation with a store path that has none. */
export function addDerivation(path: u32, derivation: u32): void {
  const element = pathElement(path);
  if (elementKind(element) != ELEMENT_PATH) giveUp();
  store<u32>(derivation, element);
  setElementDerivation(element, derivation);
  store<u32>(derivation, last, 120);
  last = derivation;
}

// Twins: an open hash table of `[hash (32 bytes), derivation]`.

let slots: u32 = 0;
let capacity: u32 = 0;
let twins: u32 = 0;

/** Returns the slot of a hash, or the empty one where it belongs. */
function slotOf(hash: u32): u32 {
  let at = load<u32>(hash) & (capacity - 1);
  let twin = load<u32>(slots + at * 4);
  while (twin != 0 && compareBytes(twin, hash, digestSize) != 0) {
    at = (at + 1) & (capacity - 1);
    twin = load<u32>(slots + at * 4);
  }
  return slots + at * 4;
}

/** Returns the derivation that came first of a hash modulo without outputs, or 0. */
export function findTwin(hash: u32): u32 {
  if (capacity == 0) return 0;
  const twin = load<u32>(slotOf(hash));
  return twin == 0 ? 0 : load<u32>(twin, digestSize);
}

/** Notes what came of a hash modulo without outputs. */
export function addTwin(hash: u32, derivation: u32): void {
  if (twins * 2 >= capacity) growTwins();
  const twin = allocate(digestSize + 4);
  memory.copy(twin, hash, digestSize);
  store<u32>(twin, derivation, digestSize);
  store<u32>(slotOf(hash), twin);
  twins++;
}

function growTwins(): void {
  const old = slots;
  const oldCapacity = capacity;
  capacity = oldCapacity == 0 ? 1 << 15 : oldCapacity * 2;
  slots = allocate(capacity * 4);
  for (let at: u32 = 0; at < oldCapacity; at++) {
    const twin = load<u32>(old + at * 4);
    if (twin != 0) store<u32>(slotOf(twin), twin);
  }
}

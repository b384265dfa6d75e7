/**
 * Names as small numbers, so that comparing two names is comparing two numbers and a name that occurs a hundred times,
 * in one file or in all that share the table, becomes a string once. An open hash table over the bytes of sources.
 */
import { sliceLatin1 } from "@lix-tools/parser";

export interface NameTable {
  /** The text of each name by number, one character per byte. */
  readonly texts: string[];
  readonly hashes: number[];
  /** For each name the number of the set that was last seen to define it. */
  readonly marks: number[];
  /** How many sets were looked at. */
  lastMark: number;
  /** What the resolver knows of each name as a global, 0 where nobody asked yet. */
  readonly globals: number[];
  /** Numbers plus one by hash, 0 where free; a power of two long and at most half full. */
  slots: Int32Array;
}

const initialSlots = 128;

/** Returns a table without names. */
export function createNameTable(): NameTable {
  return { texts: [], hashes: [], marks: [], lastMark: 0, globals: [], slots: new Int32Array(initialSlots) };
}

/** Returns the number of the name written at a range of the source. */
export function nameAt(table: NameTable, source: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let index = start; index < end; index++) hash = mix(hash, source[index] ?? 0);
  const mask = table.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = (table.slots[slot] ?? 0) - 1;
    if (found < 0) return addName(table, sliceLatin1(source, start, end), hash, slot);
    if (table.hashes[found] === hash && isWrittenAt(table.texts[found] ?? "", source, start, end)) return found;
  }
}

/** Returns the number of a name. */
export function nameOf(table: NameTable, text: string): number {
  let hash = text.length;
  for (let index = 0; index < text.length; index++) hash = mix(hash, text.charCodeAt(index));
  const mask = table.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = (table.slots[slot] ?? 0) - 1;
    if (found < 0) return addName(table, text, hash, slot);
    if (table.texts[found] === text) return found;
  }
}

function mix(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

function isWrittenAt(text: string, source: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) !== source[start + index]) return false;
  return true;
}

function addName(table: NameTable, text: string, hash: number, slot: number): number {
  const number = table.texts.length;
  table.texts.push(text);
  table.hashes.push(hash);
  table.marks.push(0);
  table.globals.push(0);
  table.slots[slot] = number + 1;
  if (table.texts.length * 2 > table.slots.length) grow(table);
  return number;
}

function grow(table: NameTable): void {
  const slots = new Int32Array(table.slots.length * 2);
  const mask = slots.length - 1;
  for (let number = 0; number < table.hashes.length; number++) {
    let slot = (table.hashes[number] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
  table.slots = slots;
}

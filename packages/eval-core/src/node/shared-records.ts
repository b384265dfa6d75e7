/**
 * Records in memory that threads have in common: the records one after the other, and a hash table of where they are.
 * A record is in the table once it is complete, and never changes, so readers wait for nobody.
 */
import type { RecordTable } from "../eval/record-table.ts";

/** Bytes for records: ten times what all of nixpkgs takes. What is never written to takes no memory. */
const capacity = 256 << 20;

/** Slots of the table, a power of two. */
const slots = 1 << 19;

/** Records begin at multiples of eight bytes, with the length of the key and that of the record. */
const [alignment, headerSize] = [8, 8] as const;

/** What is counted at the start of a table: units of `alignment` bytes that are taken, and who uses the records. */
const Counter = { End: 0, Users: 1, Length: 2 } as const;

/** The memory of some records. */
export interface SharedMemory {
  /** What `Counter` says, then by slot the places of records in units of `alignment` bytes, 0 for none. */
  readonly table: Int32Array;
  readonly bytes: SharedArrayBuffer;
}

/** Returns memory for records of so many bytes, or null where there is none to be had. */
export function createSharedMemory(size: number = capacity): SharedMemory | null {
  try {
    const table = new Int32Array(new SharedArrayBuffer((Counter.Length + slots) * Int32Array.BYTES_PER_ELEMENT));
    // Nothing is at place 0.
    table[Counter.End] = 1;
    return { table, bytes: new SharedArrayBuffer(size) };
  } catch {
    return null;
  }
}

export class SharedRecords implements RecordTable {
  readonly user: number;
  private readonly table: Int32Array;
  private readonly bytes: Buffer;
  private readonly lengths: Int32Array;

  constructor({ table, bytes }: SharedMemory) {
    this.table = table;
    this.bytes = Buffer.from(bytes);
    this.lengths = new Int32Array(bytes);
    this.user = Atomics.add(table, Counter.Users, 1);
  }

  has(key: string): boolean {
    return this.placeIn(this.slotFor(key)) !== 0;
  }

  findOrNull(key: string): string | null {
    const place = this.placeIn(this.slotFor(key));
    if (place === 0) return null;
    const [start, end] = this.spanOf(place);
    return this.bytes.toString("latin1", start, end);
  }

  add(key: string, record: string): boolean {
    let slot = this.slotFor(key);
    if (this.placeIn(slot) !== 0) return true;
    const place = slot === 0 ? 0 : this.write(key, record);
    if (place === 0) return false;
    // Another thread may take the slot first: with the same key it is done, with another one the next slot is tried.
    while (Atomics.compareExchange(this.table, slot, 0, place) !== 0) {
      slot = this.slotFor(key);
      if (this.placeIn(slot) !== 0) return true;
      if (slot === 0) return false;
    }
    return true;
  }

  /** Returns the slot that has a key, or else the free one where it belongs; 0 if there is none. */
  private slotFor(key: string): number {
    const hash = hashOf(key);
    for (let tries = 0; tries < slots; tries++) {
      const slot = Counter.Length + ((hash + tries) & (slots - 1));
      const place = this.placeIn(slot);
      if (place === 0 || this.isKeyAt(place, key)) return slot;
    }
    return 0;
  }

  private placeIn(slot: number): number {
    return slot === 0 ? 0 : Atomics.load(this.table, slot);
  }

  private isKeyAt(place: number, key: string): boolean {
    const [end] = this.spanOf(place);
    const start = place * alignment + headerSize;
    return end - start === key.length && this.bytes.toString("latin1", start, end) === key;
  }

  /** Returns where the record at a place starts and ends; its key is before it. */
  private spanOf(place: number): readonly [start: number, end: number] {
    const at = (place * alignment) / Int32Array.BYTES_PER_ELEMENT;
    const start = place * alignment + headerSize + (this.lengths[at] ?? 0);
    return [start, start + (this.lengths[at + 1] ?? 0)];
  }

  /** Writes a record and returns its place, or 0 if there is no room. */
  private write(key: string, record: string): number {
    const size = Math.ceil((headerSize + key.length + record.length) / alignment);
    const isRoom = (start: number): boolean => (start + size) * alignment <= this.bytes.length;
    if (!isRoom(Atomics.load(this.table, Counter.End))) return 0;
    const place = Atomics.add(this.table, Counter.End, size);
    if (!isRoom(place)) return 0;
    const at = (place * alignment) / Int32Array.BYTES_PER_ELEMENT;
    this.lengths[at] = key.length;
    this.lengths[at + 1] = record.length;
    const start = place * alignment + headerSize;
    this.bytes.write(key, start, "latin1");
    this.bytes.write(record, start + key.length, "latin1");
    return place;
  }
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

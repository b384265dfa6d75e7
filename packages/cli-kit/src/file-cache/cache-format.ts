/**
 * The bytes of a cache file, little-endian:
 *
 *     offset  bytes  what
 *     0       8      `lixcach1`
 *     8       4      number of contexts
 *     12      4      number of entries
 *     16      4      bytes of all paths, each followed by NUL
 *     20      4      bytes of all payloads
 *     24      20 n   contexts, each a digest
 *     …       68 n   entries: size, modified, changed, inode (64-bit floats); digest (20); context, age,
 *                    settled (1 or 0), end of the payload (32-bit each)
 *     …              paths, payloads
 *
 * A file of any other form, cut off or overwritten, reads as an empty cache.
 */
import { digestBytes } from "./digest.ts";
import type { FileState } from "./file-state.ts";

/** What is remembered of one file. */
export interface CacheRecord {
  readonly state: FileState;
  /** Whether the state alone proves that the bytes are the same. */
  readonly isSettled: boolean;
  /** The digest of the bytes. */
  readonly digest: Uint8Array;
  /** The digest of everything else that decides about the payload. */
  readonly context: Uint8Array;
  readonly payload: Uint8Array;
  /** How many saves ago it was last used. */
  readonly age: number;
}

const magic = 0x3168_6361_6378_696cn;
const headBytes = 24;
const entryBytes = 4 * 8 + digestBytes + 4 * 4;

/** Returns the bytes of a cache. */
export function encodeCache(records: ReadonlyMap<string, CacheRecord>): Uint8Array {
  const contexts = new Map<string, { readonly index: number; readonly digest: Uint8Array }>();
  for (const { context } of records.values()) {
    const key = keyOf(context);
    if (!contexts.has(key)) contexts.set(key, { index: contexts.size, digest: context });
  }
  const paths = new TextEncoder().encode([...records.keys()].map((path) => `${path}\0`).join(""));
  let payloadBytes = 0;
  for (const { payload } of records.values()) payloadBytes += payload.length;
  const fixed = headBytes + contexts.size * digestBytes + records.size * entryBytes;
  const bytes = new Uint8Array(fixed + paths.length + payloadBytes);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, magic, true);
  for (const [at, value] of [contexts.size, records.size, paths.length, payloadBytes].entries()) {
    view.setUint32(8 + 4 * at, value, true);
  }
  for (const { index, digest } of contexts.values()) bytes.set(digest, headBytes + index * digestBytes);
  let at = headBytes + contexts.size * digestBytes;
  let payloadEnd = 0;
  for (const { state, isSettled, digest, context, payload, age } of records.values()) {
    const { size, modified, changed, inode } = state;
    for (const [slot, value] of [size, modified, changed, inode].entries()) view.setFloat64(at + 8 * slot, value, true);
    bytes.set(digest, at + 32);
    bytes.set(payload, fixed + paths.length + payloadEnd);
    payloadEnd += payload.length;
    const words = [contexts.get(keyOf(context))?.index ?? 0, age, isSettled ? 1 : 0, payloadEnd];
    for (const [slot, value] of words.entries()) view.setUint32(at + 32 + digestBytes + 4 * slot, value, true);
    at += entryBytes;
  }
  bytes.set(paths, fixed);
  return bytes;
}

/** Returns the records of a cache by path; none where the bytes are no cache. */
export function decodeCache(bytes: Uint8Array): Map<string, CacheRecord> {
  const records = new Map<string, CacheRecord>();
  if (bytes.length < headBytes) return records;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [contextCount = 0, entryCount = 0, pathBytes = 0, payloadBytes = 0] = [8, 12, 16, 20].map((at) =>
    view.getUint32(at, true),
  );
  const entries = headBytes + contextCount * digestBytes;
  const fixed = entries + entryCount * entryBytes;
  if (view.getBigUint64(0, true) !== magic || bytes.length !== fixed + pathBytes + payloadBytes) return records;
  const paths = new TextDecoder().decode(bytes.subarray(fixed, fixed + pathBytes)).split("\0");
  if (paths.length !== entryCount + 1) return records;
  const contexts = Array.from({ length: contextCount }, (_, index) =>
    bytes.subarray(headBytes + index * digestBytes, headBytes + (index + 1) * digestBytes),
  );
  const cache: EncodedCache = { bytes, view, contexts, payloads: fixed + pathBytes };
  let payloadStart = 0;
  for (let index = 0; index < entryCount; index++) {
    const record = new EncodedRecord(cache, entries + index * entryBytes, payloadStart);
    const { payloadEnd } = record;
    if (payloadEnd < payloadStart || payloadEnd > payloadBytes || !record.hasContext) return new Map();
    records.set(paths[index] ?? "", record);
    payloadStart = payloadEnd;
  }
  return records;
}

/** The bytes that the records of a cache are in. */
interface EncodedCache {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly contexts: readonly Uint8Array[];
  /** Where the payloads begin. */
  readonly payloads: number;
}

/** A record where it stands: of most records of a large cache only the state is ever looked at. */
class EncodedRecord implements CacheRecord {
  private readonly cache: EncodedCache;
  private readonly at: number;
  private readonly payloadStart: number;

  constructor(cache: EncodedCache, at: number, payloadStart: number) {
    this.cache = cache;
    this.at = at;
    this.payloadStart = payloadStart;
  }

  get state(): FileState {
    const { view } = this.cache;
    const { at } = this;
    return {
      size: view.getFloat64(at, true),
      modified: view.getFloat64(at + 8, true),
      changed: view.getFloat64(at + 16, true),
      inode: view.getFloat64(at + 24, true),
    };
  }

  get digest(): Uint8Array {
    return this.cache.bytes.subarray(this.at + 32, this.at + 32 + digestBytes);
  }

  get hasContext(): boolean {
    return this.word(0) < this.cache.contexts.length;
  }

  get context(): Uint8Array {
    return this.cache.contexts[this.word(0)] ?? noBytes;
  }

  get age(): number {
    return this.word(1);
  }

  get isSettled(): boolean {
    return this.word(2) === 1;
  }

  get payloadEnd(): number {
    return this.word(3);
  }

  get payload(): Uint8Array {
    const { bytes, payloads } = this.cache;
    return bytes.subarray(payloads + this.payloadStart, payloads + this.payloadEnd);
  }

  private word(slot: number): number {
    return this.cache.view.getUint32(this.at + 32 + digestBytes + 4 * slot, true);
  }
}

const noBytes = new Uint8Array(0);

/** Returns a digest as a key of maps. */
function keyOf(digest: Uint8Array): string {
  return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength).toString("latin1");
}

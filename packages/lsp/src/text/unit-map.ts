/**
 * From offsets in UTF-16 units, which editors count, to offsets in bytes of UTF-8, which the rest of the suite counts,
 * and back. Text without anything beyond ASCII needs no table. For other text a count is kept for every block of units,
 * so a lookup reads at most one block.
 *
 * A lone surrogate is encoded as U+FFFD, three bytes for its one unit, so every unit has its bytes whatever the text.
 */

/** The way between the two counts for one text, made by `createUnitMap`. */
export interface UnitMap {
  readonly text: string;
  readonly byteLength: number;
  /** Bytes before every multiple of `blockUnits`; null where both counts agree. */
  readonly bytesBefore: Uint32Array | null;
}

const blockUnits = 512;

/** Returns the map of a text whose encoding has so many bytes. */
export function createUnitMap(text: string, byteLength: number): UnitMap {
  if (text.length === byteLength) return { text, byteLength, bytesBefore: null };
  const bytesBefore = new Uint32Array(Math.floor(text.length / blockUnits) + 1);
  let bytes = 0;
  for (let block = 0; block < bytesBefore.length; block++) {
    bytesBefore[block] = bytes;
    const end = Math.min(text.length, (block + 1) * blockUnits);
    for (let unit = block * blockUnits; unit < end; unit++) {
      bytes += text.charCodeAt(unit) < 0x80 ? 1 : bytesOfUnit(text, unit);
    }
  }
  return { text, byteLength, bytesBefore };
}

/** Returns the byte at which a unit starts. Between the halves of a character it is the start of the character. */
export function byteOfUnit({ text, byteLength, bytesBefore }: UnitMap, unit: number): number {
  const wanted = Math.max(0, Math.min(unit, text.length));
  if (bytesBefore === null) return wanted;
  if (wanted === text.length) return byteLength;
  const inside = isSecondHalf(text, wanted) ? wanted - 1 : wanted;
  const block = Math.floor(inside / blockUnits);
  let bytes = bytesBefore[block] ?? 0;
  for (let at = block * blockUnits; at < inside; at++) bytes += bytesOfUnit(text, at);
  return bytes;
}

/** Returns the unit whose bytes contain a byte. */
export function unitOfByte({ text, byteLength, bytesBefore }: UnitMap, byte: number): number {
  const wanted = Math.max(0, Math.min(byte, byteLength));
  if (bytesBefore === null) return wanted;
  if (wanted === byteLength) return text.length;
  let low = 0;
  let high = bytesBefore.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((bytesBefore[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  let unit = low * blockUnits;
  let bytes = bytesBefore[low] ?? 0;
  for (; unit < text.length; unit++) {
    const next = bytes + bytesOfUnit(text, unit);
    if (next > wanted) break;
    bytes = next;
  }
  // The first half of a character counts all its bytes, the second none.
  return isSecondHalf(text, unit) ? unit - 1 : unit;
}

/** Returns the bytes that a unit adds: a pair of surrogates has all four at its first half. */
function bytesOfUnit(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isSecondHalf(text, at)) return 0;
  return isFirstHalf(text, at) ? 4 : 3;
}

function isFirstHalf(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

function isSecondHalf(text: string, at: number): boolean {
  return at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/**
 * A quick answer to "may two of these names be equal?", so that the exact and slower computation runs only for the few
 * sets where they are. Names are compared by a hash of their bytes: equal names always answer yes.
 */

/** Below this many names comparing all pairs is faster than sorting. */
const fewNames = 12;

/** The hashes of the names of one set at a time; kept and reused so that checking a file allocates nothing. */
export class NameHashes {
  // Short enough to cost no allocation outside the heap, which most files never need.
  #hashes = new Int32Array(16);
  #count = 0;

  /** Forgets all names. */
  clear(): void {
    this.#count = 0;
  }

  /** Takes the name that stands in the source from `start` to `end`. */
  add(source: Uint8Array, start: number, end: number): void {
    if (this.#count === this.#hashes.length) {
      const larger = new Int32Array(this.#count * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    // FNV-1a
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
    this.#hashes[this.#count++] = hash;
  }

  /** Tells whether two of the names may be equal. */
  mayRepeat(): boolean {
    const count = this.#count;
    const hashes = this.#hashes;
    if (count > fewNames) {
      const sorted = hashes.subarray(0, count).sort();
      for (let i = 1; i < count; i++) if (sorted[i] === sorted[i - 1]) return true;
      return false;
    }
    for (let i = 1; i < count; i++) for (let j = 0; j < i; j++) if (hashes[i] === hashes[j]) return true;
    return false;
  }
}

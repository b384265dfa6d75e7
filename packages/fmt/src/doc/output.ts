/**
 * The bytes of the formatted text as they grow. `cut` takes back what an abandoned attempt has written.
 */
import type { TextPool } from "./text-pool.ts";

/** The text printed so far. */
export class Output {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  length = 0;

  /** Appends the bytes of the pool from `start` to `end`. */
  copy(pool: TextPool, start: number, end: number): void {
    const size = end - start;
    if (this.length + size > this.bytes.length) this.grow(size);
    const source = pool.bytes;
    if (size > 64) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += size;
      return;
    }
    const target = this.bytes;
    let at = this.length;
    for (let from = start; from < end; from++) target[at++] = source[from] ?? 0;
    this.length = at;
  }

  /** Appends `count` times the byte. */
  repeat(byte: number, count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count);
    const target = this.bytes;
    let at = this.length;
    for (let left = count; left > 0; left--) target[at++] = byte;
    this.length = at;
  }

  cut(length: number): void {
    this.length = length;
  }

  private grow(size: number): void {
    const grown = new Uint8Array(Math.max(this.length + size, this.bytes.length * 2));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

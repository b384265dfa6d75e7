/** The sources of a linear machine, one after the other, so that a byte of any of them is one number. */
import type { SourceFile } from "../eval/source-file.ts";
import type { SourcePosition } from "../value/positions.ts";

export class SourceTable {
  private readonly files: SourceFile[] = [];
  /** The position of the first byte of each. */
  private readonly bases: number[] = [];
  private end = 1;

  /** Adds a source of so many bytes and returns the position of its first, which is never 0. */
  add(file: SourceFile, length: number): number {
    const base = this.end;
    this.files.push(file);
    this.bases.push(base);
    this.end = base + length + 1;
    return base;
  }

  /** Returns the byte at a position, or null for 0, which is none. */
  positionAt(word: number): SourcePosition | null {
    if (word === 0) return null;
    let low = 0;
    let high = this.bases.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.bases[middle] ?? 0) <= word) low = middle;
      else high = middle;
    }
    // Positions come from sources, so there is one.
    return { file: this.files[low] as SourceFile, offset: word - (this.bases[low] ?? 0) };
  }
}

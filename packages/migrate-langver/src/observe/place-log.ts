/**
 * What was seen at places of files, as bits: a log that gathers them while something is evaluated, and the table of one
 * file that comes of it. A table is small: one offset and one number for every place.
 */
import type { ResolvedName } from "@lix-tools/eval-core";

/** A place of a program, as the evaluator says it. */
export type ObservedPosition = ResolvedName["position"];

/** The places of one file: byte offsets in order, and for each the bits that were seen. */
export interface PlaceTable {
  readonly offsets: Int32Array;
  readonly bits: Int32Array;
}

/** Gathers bits, by file and place. */
export class PlaceLog {
  private readonly files = new Map<string, Map<number, number>>();

  /** Adds bits to those of a place; of what is in no file nothing is kept. */
  add({ file, offset }: ObservedPosition, bits: number): void {
    if (!file.isFile) return;
    let places = this.files.get(file.name);
    if (places === undefined) this.files.set(file.name, (places = new Map()));
    places.set(offset, (places.get(offset) ?? 0) | bits);
  }

  /** Returns the paths of the files that have places. */
  paths(): Iterable<string> {
    return this.files.keys();
  }

  /** Returns the table of a file. */
  tableOf(path: string): PlaceTable {
    const places = this.files.get(path) ?? new Map<number, number>();
    const offsets = Int32Array.from(places.keys()).sort();
    return { offsets, bits: offsets.map((offset) => places.get(offset) ?? 0) };
  }
}

/** Returns the bits of a place; none where nothing was seen. */
export function bitsAt({ offsets, bits }: PlaceTable, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offsets[low] === offset ? (bits[low] ?? 0) : 0;
}

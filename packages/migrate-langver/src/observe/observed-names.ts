/**
 * Which `with` provided the names of a file while something was evaluated. An observation tells of the values that were
 * met and of no others: what rests on one is never called proved.
 *
 * A log is small: for every place of a name that no binder provides one number, whose bits are the frames it was found
 * in.
 */
import type { ResolvedName } from "@lix-tools/eval-core";

/** The names of one file: byte offsets in order, and for each the frames met, bit 0 for the innermost `with`. */
export interface ObservedNames {
  readonly offsets: Int32Array;
  readonly frames: Uint32Array;
}

/** Stands for the global scope and for frames too far out to count. */
const elsewhere = 31;

/** Gathers what the evaluator says of names, by file. */
export class NameLog {
  private readonly files = new Map<string, Map<number, number>>();

  /** Takes a name that was resolved. */
  add({ position, frame }: Pick<ResolvedName, "position" | "frame">): void {
    if (!position.file.isFile) return;
    const { name } = position.file;
    let places = this.files.get(name);
    if (places === undefined) this.files.set(name, (places = new Map()));
    const bit = 1 << Math.min(frame ?? elsewhere, elsewhere);
    places.set(position.offset, (places.get(position.offset) ?? 0) | bit);
  }

  /** Returns the names of every file that has some, by the file's path. */
  finish(): Map<string, ObservedNames> {
    const entries = [...this.files].map(([path, places]): [string, ObservedNames] => {
      const offsets = Int32Array.from(places.keys()).sort();
      return [path, { offsets, frames: Uint32Array.from(offsets, (offset) => places.get(offset) ?? 0) }];
    });
    return new Map(entries);
  }
}

/** What was seen of one name: nothing; always the same `with`, 0 for the innermost; or not always the same. */
export type Sighting = "none" | "several" | number;

/** Returns what was seen of the name at an offset. */
export function sightingAt({ offsets, frames }: ObservedNames, offset: number): Sighting {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  if (offsets[low] !== offset) return "none";
  const bits = frames[low] ?? 0;
  const frame = 31 - Math.clz32(bits);
  return bits !== (1 << frame) >>> 0 || frame === elsewhere ? "several" : frame;
}

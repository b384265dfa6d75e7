/** The places of the old text that rewrites answer, with what each rewrite rests on. A law is applied at them alone. */
import type { Span } from "@lix-tools/parser";

/** What a rewrite rests on: the text, so that the law has to hold for all inputs; or what evaluations have shown. */
export type Grounds = "text" | "observation";

/** Sites by where they begin, in order. */
export class LawSites {
  private readonly starts: readonly number[];
  private readonly grounds: ReadonlyMap<number, Grounds>;

  constructor(sites: Iterable<readonly [start: number, grounds: Grounds]>) {
    this.grounds = new Map(sites);
    this.starts = [...this.grounds.keys()].sort((a, b) => a - b);
  }

  /** Returns what the first rewrite rests on whose site begins in a range, or null. */
  groundsIn({ start, end }: Span): Grounds | null {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const first = this.starts[low];
    return first !== undefined && first < end ? (this.grounds.get(first) ?? null) : null;
  }

  /** Tells whether a rewrite rests on what was observed. */
  hasObserved(): boolean {
    return [...this.grounds.values()].includes("observation");
  }
}

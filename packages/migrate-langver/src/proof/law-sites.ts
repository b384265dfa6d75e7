/** The places of the old text that rewrites answer, with what each rewrite rests on. A law is applied at them alone. */
import type { Span } from "@lix-tools/parser";

/** What a rewrite rests on: the text, so that the law has to hold for all inputs; or what evaluations have shown. */
export type Grounds = "text" | "observation";

/** A rewrite as far as laws are concerned: where its sites begin, the first of them first. */
export interface RewriteSites {
  readonly starts: readonly number[];
  readonly grounds: Grounds;
}

/** Sites by where they begin, in order. */
export class LawSites {
  private readonly starts: readonly number[];
  private readonly rewrites: ReadonlyMap<number, RewriteSites>;

  constructor(rewrites: readonly RewriteSites[]) {
    this.rewrites = new Map(rewrites.flatMap((rewrite) => rewrite.starts.map((start) => [start, rewrite] as const)));
    this.starts = [...this.rewrites.keys()].sort((a, b) => a - b);
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
    return first !== undefined && first < end ? (this.rewrites.get(first)?.grounds ?? null) : null;
  }

  /** Returns the first site of the rewrite that has a site at an offset, or null. */
  firstOf(start: number): number | null {
    return this.rewrites.get(start)?.starts[0] ?? null;
  }

  /** Tells whether a rewrite rests on what was observed. */
  hasObserved(): boolean {
    return [...this.rewrites.values()].some(({ grounds }) => grounds === "observation");
  }
}

/** The terms that stubs stand for. A term is let go of once it is compiled, and its id is given again. */
import type { WaitingTerm } from "./place.ts";

export class WaitingTerms {
  private readonly terms: (WaitingTerm | null)[] = [];
  private readonly freeIds: number[] = [];

  /** Returns the id of a term that waits from now on. */
  add(term: WaitingTerm): number {
    const id = this.freeIds.pop() ?? this.terms.length;
    this.terms[id] = term;
    return id;
  }

  get(id: number): WaitingTerm {
    const term = this.terms[id] ?? null;
    if (term === null) throw new Error(`no term waits as ${id}`);
    return term;
  }

  remove(id: number): void {
    this.terms[id] = null;
    this.freeIds.push(id);
  }

  /** How many terms wait. */
  get size(): number {
    return this.terms.length - this.freeIds.length;
  }
}

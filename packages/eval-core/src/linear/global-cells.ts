/** The cells of a machine's global names. Images know them by number, from 1. */
import type { LinearMemory } from "./linear-memory.ts";

export class GlobalCells {
  readonly cells: ReadonlyMap<string, number>;
  private readonly memory: LinearMemory;
  private address = 0;
  private known: ReadonlyMap<string, number> | null = null;

  constructor(memory: LinearMemory, cells: ReadonlyMap<string, number>) {
    this.memory = memory;
    this.cells = cells;
  }

  /** The numbers of the names, for a source of which an image is made. */
  get numbers(): ReadonlyMap<string, number> {
    this.known ??= new Map([...this.cells.keys()].map((name, at) => [name, at + 1]));
    return this.known;
  }

  /** Where the addresses of the cells are, by number. */
  get table(): number {
    if (this.address === 0) {
      this.address = this.memory.allocate(this.cells.size * 4);
      [...this.cells.values()].forEach((cell, at) => this.memory.setWord(this.address + at * 4, cell));
    }
    return this.address;
  }
}

/** A memory of its own for the nodes of one source: addresses count from its start, symbols are those of the source. */
import type { MachineMemory } from "./machine-memory.ts";

/** Bytes of a stub: three words, aligned. */
const stubSize = 16;

export class ImageMemory implements MachineMemory {
  /** The addresses of the texts of symbols, by symbol; 0 is none. */
  readonly names: number[] = [0];
  /** The nodes of sets. */
  readonly sets: number[] = [];
  /** Where stubs were, which most nodes fit into. */
  private readonly free: number[] = [];
  private view: Uint32Array<ArrayBuffer>;
  private end: number;
  private readonly symbols = new Map<string, number>();
  private readonly texts = new Map<string, number>();

  /** Makes a memory whose first bytes are taken. */
  constructor(taken: number) {
    this.view = new Uint32Array(1 << 12);
    this.end = taken;
  }

  /** How many bytes are in use. */
  get size(): number {
    return this.end;
  }

  allocate(bytes: number): number {
    const size = (bytes + 7) & ~7;
    if (size === stubSize && this.free.length > 0) return this.free.pop() as number;
    const address = this.end;
    this.end = address + size;
    if (this.end > this.view.byteLength) {
      const grown = new Uint32Array(Math.max(this.view.length, this.end >>> 2) * 2);
      grown.set(this.view);
      this.view = grown;
    }
    return address;
  }

  /** Takes back the memory of a stub that nothing refers to any more. */
  releaseStub(address: number): void {
    this.view.fill(0, address >>> 2, (address + stubSize) >>> 2);
    this.free.push(address);
  }

  words(): Uint32Array<ArrayBuffer> {
    return this.view;
  }

  symbol(name: string): number {
    let symbol = this.symbols.get(name);
    if (symbol === undefined) {
      symbol = this.names.push(this.text(name)) - 1;
      this.symbols.set(name, symbol);
    }
    return symbol;
  }

  text(value: string): number {
    let address = this.texts.get(value);
    if (address === undefined) {
      address = this.allocate(8 + value.length);
      this.view[address >>> 2] = value.length;
      Buffer.from(this.view.buffer).write(value, address + 8, value.length, "latin1");
      this.texts.set(value, address);
    }
    return address;
  }

  placeStatics(node: number): void {
    this.sets.push(node);
  }
}

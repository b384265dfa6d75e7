/** The memory of the linear machine as the code around it sees it: words, texts and symbols. */
import type { MachineMemory } from "./machine-memory.ts";
import type { WebAssembly } from "./web-assembly.ts";

/** What the machine's module exports. Addresses come signed. */
export interface MachineExports {
  init(functions: number, unneeded: number, insertion: number, wraps: number, list: number, calls: number): void;
  allocate(bytes: number): number;
  used(): number;
  setArity(builtin: number, arity: number): void;
  setStoreFolder(text: number): void;
  symbolOf(text: number): number;
  symbolText(symbol: number): number;
  force(cell: number): void;
  evaluateNode(node: number, env: number): number;
  call(callee: number, argument: number): number;
  sortSet(set: number): void;
  placeStatics(node: number): void;
  openImage(image: number, globals: number, position: number): number;
  orderByName(set: number): number;
  findEntry(set: number, symbol: number): number;
  undoDepth(): number;
  textDepth(): number;
  callDepth(): number;
  unwindToMessage(undo: number): number;
  unwind(undo: number, texts: number, depth: number): void;
  lastDerivation(): number;
}

/** Memory is taken from the machine in pieces of this size, because each call of it costs as much as writing a node. */
const blockSize = 1 << 18;

export class LinearMemory implements MachineMemory {
  readonly exports: MachineExports;
  private readonly memory: WebAssembly.Memory;
  private blockStart = 0;
  private blockEnd = 0;
  private view: Uint32Array = new Uint32Array(0);
  private bytes: Buffer = Buffer.alloc(0);
  private readonly symbols = new Map<string, number>();
  private readonly names: (string | undefined)[] = [];

  constructor(exports: MachineExports, memory: WebAssembly.Memory) {
    this.exports = exports;
    this.memory = memory;
    this.refresh();
  }

  allocate(bytes: number): number {
    const size = (bytes + 7) & ~7;
    const address = this.blockStart;
    if (address + size <= this.blockEnd) {
      this.blockStart = address + size;
      return address;
    }
    return this.allocateAnew(size);
  }

  private allocateAnew(size: number): number {
    if (size * 8 > blockSize) return this.exports.allocate(size) >>> 0;
    const address = this.exports.allocate(blockSize) >>> 0;
    this.blockStart = address + size;
    this.blockEnd = address + blockSize;
    return address;
  }

  words(): Uint32Array {
    return this.view;
  }

  /** Notes that the memory grew. */
  refresh(): void {
    const { buffer } = this.memory;
    this.view = new Uint32Array(buffer);
    this.bytes = Buffer.from(buffer);
  }

  private buffer(): Buffer {
    return this.bytes;
  }

  /** Returns the word at an address. */
  word(address: number): number {
    return this.words()[address >>> 2] as number;
  }

  setWord(address: number, value: number): void {
    this.words()[address >>> 2] = value;
  }

  symbol(name: string): number {
    let symbol = this.symbols.get(name);
    if (symbol === undefined) {
      symbol = this.exports.symbolOf(this.text(name));
      this.symbols.set(name, symbol);
      this.names[symbol] = name;
    }
    return symbol;
  }

  /** Returns the Latin-1 string of a symbol. */
  nameOf(symbol: number): string {
    return (this.names[symbol] ??= this.stringAt(this.exports.symbolText(symbol) >>> 0));
  }

  placeStatics(node: number): void {
    this.exports.placeStatics(node);
  }

  /**
   * Returns the root node of an image. `globals` is where the addresses of the cells of globals are, `position` that of
   * the source's first byte.
   */
  openImage(image: Uint32Array, globals: number, position: number): number {
    const address = this.exports.allocate(image.byteLength) >>> 0;
    this.words().set(image, address >>> 2);
    return this.exports.openImage(address, globals, position) >>> 0;
  }

  text(value: string): number {
    const address = this.allocate(8 + value.length);
    this.setWord(address, value.length);
    this.buffer().write(value, address + 8, value.length, "latin1");
    return address;
  }

  /** Returns the bytes of a text as a Latin-1 string. */
  stringAt(text: number): string {
    const length = this.word(text);
    return length === 0 ? "" : this.buffer().toString("latin1", text + 8, text + 8 + length);
  }

  /** Stores the bytes of a Latin-1 string. */
  setBytes(to: number, value: string): void {
    this.buffer().write(value, to, value.length, "latin1");
  }

  /** Returns a view of bytes, good until the next allocation. */
  slice(from: number, length: number): Uint8Array {
    return this.buffer().subarray(from, from + length);
  }

  float(address: number): number {
    return this.buffer().readDoubleLE(address);
  }

  setFloat(address: number, value: number): void {
    this.buffer().writeDoubleLE(value, address);
  }

  integer(address: number): bigint {
    return this.buffer().readBigInt64LE(address);
  }

  setInteger(address: number, value: bigint): void {
    this.buffer().writeBigInt64LE(value, address);
  }
}

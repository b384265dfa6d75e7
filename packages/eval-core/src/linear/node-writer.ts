/** Writes nodes and the values they hold into the memory of the linear machine. */
import {
  FORM_PLAIN,
  KIND_BOOL,
  KIND_FLOAT,
  KIND_INT,
  KIND_LIST,
  KIND_NULL,
  KIND_PATH,
  KIND_SET,
  KIND_STRING,
  NODE_CONST,
} from "./layout.ts";
import type { MachineMemory } from "./machine-memory.ts";

/** Words before the fields of a node: its tag and its position. */
const headWords = 2;

export class NodeWriter {
  private readonly memory: MachineMemory;
  /** The address of a zero, which is an empty list and an empty set. 0 until one is asked for. */
  private empty = 0;

  constructor(memory: MachineMemory) {
    this.memory = memory;
  }

  /** Writes a node and returns its address. The fields must be known before: writing them allocates too. */
  node(tag: number, position: number, fields: readonly number[]): number {
    const address = this.memory.allocate(4 * (headWords + fields.length));
    const words = this.memory.words();
    const start = address >>> 2;
    words[start] = tag;
    words[start + 1] = position;
    for (let at = 0; at < fields.length; at++) words[start + headWords + at] = fields[at] as number;
    return address;
  }

  /** Returns the symbol of a name. */
  symbol(name: string): number {
    return this.memory.symbol(name);
  }

  placeStatics(node: number): void {
    this.memory.placeStatics(node);
  }

  null(position: number): number {
    return this.constant(position, KIND_NULL, 0);
  }

  bool(position: number, value: boolean): number {
    return this.constant(position, KIND_BOOL, value ? 1 : 0);
  }

  int(position: number, value: bigint): number {
    const bits = BigInt.asUintN(64, value);
    return this.constant(position, KIND_INT, this.pair(Number(bits & 0xffff_ffffn), Number(bits >> 32n)));
  }

  float(position: number, value: number): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    return this.constant(position, KIND_FLOAT, this.pair(view.getUint32(0, true), view.getUint32(4, true)));
  }

  string(position: number, value: string): number {
    return this.constant(position, KIND_STRING, this.memory.text(value));
  }

  path(position: number, value: string): number {
    return this.constant(position, KIND_PATH, this.memory.text(value));
  }

  emptyList(position: number): number {
    return this.constant(position, KIND_LIST, this.emptyObject());
  }

  emptySet(position: number): number {
    return this.constant(position, KIND_SET, this.emptyObject());
  }

  private emptyObject(): number {
    if (this.empty === 0) this.empty = this.memory.allocate(8);
    return this.empty;
  }

  private constant(position: number, kind: number, payload: number): number {
    return this.node(NODE_CONST, position, [(kind << 3) | FORM_PLAIN, payload]);
  }

  private pair(low: number, high: number): number {
    const address = this.memory.allocate(8);
    const words = this.memory.words();
    words[address >>> 2] = low;
    words[(address >>> 2) + 1] = high;
    return address;
  }
}

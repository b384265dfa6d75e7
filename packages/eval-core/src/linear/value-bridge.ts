/**
 * Values of the linear machine as values of the evaluator around it, and the other way round. What is lifted is lazy:
 * members stay in the machine until they are asked for, and whatever comes back goes by the cell that it came from.
 */
import type { Machine } from "../eval/machine.ts";
import { integer } from "../eval/arithmetic.ts";
import {
  FORM_LAMBDA,
  KIND_BOOL,
  KIND_BUILTIN,
  KIND_FLOAT,
  KIND_INT,
  KIND_LIST,
  KIND_NULL,
  KIND_PARTIAL,
  KIND_PATH,
  KIND_SET,
  KIND_STRING,
  LAMBDA_AUTO_CALLED,
  LAMBDA_OPEN,
} from "./layout.ts";
import { AttrSet } from "../value/attr-set.ts";
import { StringContext } from "../value/context.ts";
import type { Frame } from "../value/frame.ts";
import { elementsOf, isList } from "../value/list.ts";
import type { SourcePosition } from "../value/positions.ts";
import { Positions } from "../value/positions.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { FormalName, LambdaCode, Lazy, SourceName, Value } from "../value/value.ts";
import { BuiltinValue, Closure, ContextString, FloatValue, PathValue } from "../value/value.ts";
import { GiveUp } from "./give-up.ts";
import type { LinearMemory } from "./linear-memory.ts";

/** What the bridge needs of the machine around it. */
export interface BridgeOwner {
  readonly machine: Machine;
  readonly memory: LinearMemory;
  positionAt(word: number): SourcePosition | null;
  builtinAt(number: number): BuiltinValue;
  numberOf(builtin: BuiltinValue): number;
}

function forceLifted({ bridge, cell }: LiftedThunk): Value {
  return bridge.value(cell);
}

/** A cell of the machine, which is evaluated as soon as the machine has evaluated it. */
class LiftedThunk extends Thunk {
  readonly bridge: ValueBridge;
  readonly cell: number;

  constructor(bridge: ValueBridge, cell: number) {
    super(forceLifted, null);
    this.bridge = bridge;
    this.cell = cell;
    this.payload = this;
  }

  override get isEvaluated(): boolean {
    return (this.bridge.owner.memory.word(this.cell) & 1) === 0;
  }
}

export class ValueBridge {
  readonly owner: BridgeOwner;
  private readonly contexts = new Map<number, StringContext>();
  /** Sets and lists that were lifted, by address: who walks through values knows them by identity. */
  private readonly lifted = new Map<number, WeakRef<AttrSet | Lazy[]>>();

  constructor(owner: BridgeOwner) {
    this.owner = owner;
  }

  /** Returns what a cell holds, unevaluated. */
  lift(cell: number): Lazy {
    const low = this.owner.memory.word(cell);
    const isContainer = low === KIND_SET << 3 || low === KIND_LIST << 3;
    // What is in a container must not be lifted with it, or everything that can be reached from it would be.
    if ((low & 1) === 0 && !isContainer) return this.value(cell);
    return new LiftedThunk(this, cell);
  }

  /** Returns the value of a cell. */
  value(cell: number): Value {
    const { memory, machine } = this.owner;
    if ((memory.word(cell) & 1) !== 0) memory.exports.force(cell);
    const low = memory.word(cell);
    const payload = memory.word(cell + 4);
    if ((low & 7) === FORM_LAMBDA) return new Closure(new LinearLambda(this, cell, low - FORM_LAMBDA), machine.root);
    switch (low >>> 3) {
      case KIND_NULL:
        return null;
      case KIND_BOOL:
        return payload !== 0;
      case KIND_INT:
        return integer(memory.integer(payload));
      case KIND_FLOAT:
        return new FloatValue(memory.float(payload));
      case KIND_STRING:
        return this.string(payload);
      case KIND_PATH:
        return new PathValue(memory.stringAt(payload));
      case KIND_LIST:
        return this.knownOrNull(cell) ?? this.list(payload);
      case KIND_SET:
        return this.knownOrNull(cell) ?? this.set(cell, payload);
      case KIND_BUILTIN:
        return this.owner.builtinAt(payload);
      case KIND_PARTIAL:
        return this.partial(payload);
      default:
        throw new Error(`no value at ${cell}`);
    }
  }

  /** Returns a string with its context. */
  string(text: number): string | ContextString {
    const { memory } = this.owner;
    const context = memory.word(text + 4);
    const value = memory.stringAt(text);
    return context === 0 ? value : new ContextString(value, this.context(context));
  }

  private context(address: number): StringContext {
    let context = this.contexts.get(address);
    if (context === undefined) {
      const { memory } = this.owner;
      const count = memory.word(address);
      context = new StringContext(
        Array.from({ length: count }, (_, at) => memory.nameOf(memory.word(address + 4 + at * 4))),
      );
      this.contexts.set(address, context);
    }
    return context;
  }

  /** Returns the set or list in a cell if it was lifted before and is still there. */
  private knownOrNull(cell: number): Value {
    const { memory } = this.owner;
    const address = memory.word(cell + 4);
    // Empty ones have no identity, and a set and a list can be at the same address.
    return memory.word(address) === 0 ? null : (this.lifted.get(address)?.deref() ?? null);
  }

  private list(list: number): Value {
    const { memory } = this.owner;
    const length = memory.word(list);
    const elements = memory.word(list + 4);
    const lifted = new Array<Lazy>(length);
    for (let at = 0; at < length; at++) lifted[at] = this.lift(memory.word(elements + at * 4));
    this.lifted.set(list, new WeakRef(lifted));
    return lifted;
  }

  private set(cell: number, set: number): Value {
    const { memory, machine } = this.owner;
    const size = memory.word(set);
    const order = memory.exports.orderByName(set) >>> 0;
    const names = new Array<string>(size);
    const values = new Array<Lazy>(size);
    for (let at = 0; at < size; at++) {
      const entry = memory.word(order + at * 4);
      names[at] = memory.nameOf(memory.word(entry));
      values[at] = this.lift(memory.word(entry + 4));
    }
    const positions = new LinearPositions(this, cell, set);
    const lifted = machine.sets.fromSorted(names, values, positions);
    positions.lifted = lifted;
    this.lifted.set(set, new WeakRef(lifted));
    return lifted;
  }

  /** Returns the names of a set's attributes, in byte order. */
  attributeNames(set: number): string[] {
    const { memory } = this.owner;
    const order = memory.exports.orderByName(set) >>> 0;
    return Array.from({ length: memory.word(set) }, (_, at) => memory.nameOf(memory.word(memory.word(order + at * 4))));
  }

  /** Returns the names of a lambda's formals, in their order. */
  formalNames(node: number): string[] {
    const { memory } = this.owner;
    return Array.from({ length: memory.word(node + 24) }, (_, at) => memory.nameOf(memory.word(node + 36 + at * 12)));
  }

  private partial(partial: number): Value {
    const { memory } = this.owner;
    const { code } = this.owner.builtinAt(memory.word(partial));
    const held = Array.from({ length: memory.word(partial + 4) }, (_, at) =>
      this.lift(memory.word(partial + 8 + at * 4)),
    );
    return new BuiltinValue(code, held);
  }

  /** Returns the position of an attribute. */
  attributePosition(set: number, name: string): SourcePosition | null {
    const { memory } = this.owner;
    const entry = memory.exports.findEntry(set, memory.symbol(name)) >>> 0;
    return entry === 0 ? null : this.owner.positionAt(memory.word(entry + 8));
  }

  /** Returns a cell for a value, which must be evaluated unless it came from the machine. */
  lower(lazy: Lazy): number {
    if (lazy instanceof LiftedThunk) return lazy.cell;
    if (lazy instanceof Thunk && !lazy.isEvaluated) throw new GiveUp("unsupported");
    return this.lowerValue(force(lazy));
  }

  private lowerValue(value: Value): number {
    const { memory } = this.owner;
    switch (typeof value) {
      case "boolean":
        return this.cell(KIND_BOOL << 3, value ? 1 : 0);
      case "string":
        return this.cell(KIND_STRING << 3, memory.text(value));
      case "number":
      case "bigint": {
        const address = memory.allocate(8);
        memory.setInteger(address, BigInt(value));
        return this.cell(KIND_INT << 3, address);
      }
      default:
        return value === null ? this.cell(KIND_NULL << 3, 0) : this.lowerObject(value);
    }
  }

  private lowerObject(value: Exclude<Value, string | number | bigint | boolean | null>): number {
    const { memory } = this.owner;
    if (value instanceof ContextString) return this.cell(KIND_STRING << 3, this.lowerContextString(value));
    if (value instanceof PathValue) return this.cell(KIND_PATH << 3, memory.text(value.path));
    if (value instanceof FloatValue) {
      const address = memory.allocate(8);
      memory.setFloat(address, value.value);
      return this.cell(KIND_FLOAT << 3, address);
    }
    if (isList(value)) return this.lowerList(elementsOf(value));
    if (value instanceof AttrSet) return this.lowerSet(value);
    if (value instanceof BuiltinValue) return this.lowerBuiltin(value);
    if (value instanceof Closure && value.code instanceof LinearLambda) return value.code.cell;
    throw new GiveUp("unsupported");
  }

  /** Returns the text of a string with a context. */
  lowerContextString({ text, context }: ContextString): number {
    const { memory } = this.owner;
    const symbols = context.elements.map((element) => memory.symbol(element)).sort((left, right) => left - right);
    const address = memory.allocate(4 + symbols.length * 4);
    memory.setWord(address, symbols.length);
    symbols.forEach((symbol, at) => memory.setWord(address + 4 + at * 4, symbol));
    const result = memory.text(text);
    memory.setWord(result + 4, address);
    return result;
  }

  private lowerList(elements: readonly Lazy[]): number {
    const { memory } = this.owner;
    const cells = elements.map((element) => this.lower(element));
    const list = memory.allocate(8 + cells.length * 4);
    memory.setWord(list, cells.length);
    memory.setWord(list + 4, list + 8);
    cells.forEach((cell, at) => memory.setWord(list + 8 + at * 4, cell));
    return this.cell(KIND_LIST << 3, list);
  }

  private lowerSet(value: AttrSet): number {
    const { positions } = value;
    if (positions instanceof LinearPositions && positions.lifted === value) return positions.cell;
    return this.setOf(value.shape.names.map((name, at) => [name, this.lower(value.values[at] as Lazy)] as const));
  }

  /** Returns a cell with a set of cells. */
  setOf(entries: readonly (readonly [name: string, cell: number])[]): number {
    const { memory } = this.owner;
    const symbols = entries.map(([name]) => memory.symbol(name));
    const set = memory.allocate(4 + entries.length * 12);
    memory.setWord(set, entries.length);
    entries.forEach(([, cell], at) => {
      memory.setWord(set + 4 + at * 12, symbols[at] as number);
      memory.setWord(set + 8 + at * 12, cell);
    });
    memory.exports.sortSet(set);
    return this.cell(KIND_SET << 3, set);
  }

  private lowerBuiltin(value: BuiltinValue): number {
    const { memory } = this.owner;
    const number = this.owner.numberOf(value);
    if (value.arguments.length === 0) return this.cell(KIND_BUILTIN << 3, number);
    const held = value.arguments.map((argument) => this.lower(argument));
    const partial = memory.allocate(8 + held.length * 4);
    memory.setWord(partial, number);
    memory.setWord(partial + 4, held.length);
    held.forEach((cell, at) => memory.setWord(partial + 8 + at * 4, cell));
    return this.cell(KIND_PARTIAL << 3, partial);
  }

  /** Returns a new cell. */
  cell(low: number, payload: number): number {
    const { memory } = this.owner;
    const cell = memory.allocate(8);
    memory.setWord(cell, low);
    memory.setWord(cell + 4, payload);
    return cell;
  }
}

class LinearPositions extends Positions {
  readonly cell: number;
  /** The set that was lifted with these; others may share them. */
  lifted: AttrSet | null = null;
  private readonly bridge: ValueBridge;
  private readonly set: number;

  constructor(bridge: ValueBridge, cell: number, set: number) {
    super();
    this.bridge = bridge;
    this.cell = cell;
    this.set = set;
  }

  positionOf(name: string): SourcePosition | null {
    return this.bridge.attributePosition(this.set, name);
  }
}

/** A lambda of the machine. */
export class LinearLambda implements LambdaCode {
  readonly cell: number;
  readonly inner: null = null;
  private readonly bridge: ValueBridge;
  private readonly node: number;

  constructor(bridge: ValueBridge, cell: number, node: number) {
    this.bridge = bridge;
    this.cell = cell;
    this.node = node;
  }

  private nameAt(offset: number): string {
    const { memory } = this.bridge.owner;
    const symbol = memory.word(this.node + offset);
    return symbol === 0 ? "" : memory.nameOf(symbol);
  }

  private get position(): SourcePosition {
    const { memory } = this.bridge.owner;
    // Lambdas come from sources, so there is one.
    return this.bridge.owner.positionAt(memory.word(this.node + 4)) as SourcePosition;
  }

  get name(): string {
    return this.nameAt(20);
  }

  get file(): SourceName {
    return this.position.file;
  }

  get offset(): number {
    return this.position.offset;
  }

  get autoCalled(): boolean {
    return (this.flags & LAMBDA_AUTO_CALLED) !== 0;
  }

  get parameter(): string {
    return this.nameAt(32);
  }

  private get flags(): number {
    return this.bridge.owner.memory.word(this.node + 28);
  }

  get open(): boolean {
    return (this.flags & LAMBDA_OPEN) !== 0;
  }

  get formals(): readonly FormalName[] | null {
    const { memory } = this.bridge.owner;
    if (memory.word(this.node + 8) !== 1) return null;
    return Array.from({ length: memory.word(this.node + 24) }, (_, at) => {
      const formal = this.node + 36 + at * 12;
      const offset = this.bridge.owner.positionAt(memory.word(formal + 8))?.offset ?? 0;
      return { name: memory.nameOf(memory.word(formal)), hasDefault: memory.word(formal + 4) !== 0, offset };
    });
  }

  bind(): Frame {
    throw new Error("a lambda of the linear machine has no frame");
  }

  run(_env: Frame, argument: Lazy): Value {
    const { bridge } = this;
    const { memory } = bridge.owner;
    return bridge.value(memory.exports.call(this.cell, bridge.lower(argument)) >>> 0);
  }
}

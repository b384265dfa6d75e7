/**
 * The linear machine and what is around it: the module with its memory, the files it evaluates, the builtins that it
 * leaves to others, and the errors that end its evaluations. What it cannot do it gives up, and the complete evaluator
 * does it; so whatever it returns is right.
 */
import { bytesOfLatin1 } from "@lix-tools/parser";
import { printTrace } from "../builtins/control.ts";
import { extendedGlobals, fetchurlPath } from "../builtins/paths.ts";
import { derivationSource, fetchurlSource } from "../builtins/prelude.ts";
import { positionValue } from "../builtins/sets.ts";
import { canonicalPath, coerceToString, interpolation } from "../eval/coerce.ts";
import { EvalError, withFrame } from "../eval/error.ts";
import { resolveImport, standardGlobals } from "../eval/load.ts";
import type { Machine, Recoverable } from "../eval/machine.ts";
import { SourceFile } from "../eval/source-file.ts";
import { FIRST_HOST_BUILTIN, FORM_THUNK } from "./layout.ts";
import type { HashAlgorithm } from "../store/hash.ts";
import { AttrSet } from "../value/attr-set.ts";
import type { SourcePosition } from "../value/positions.ts";
import { force } from "../value/thunk.ts";
import type { BuiltinCode, Lazy } from "../value/value.ts";
import { BuiltinValue, ContextString, PathValue, textOf } from "../value/value.ts";
import { StringContext } from "../value/context.ts";
import { GiveUp } from "./give-up.ts";
import { GlobalCells } from "./global-cells.ts";
import type { ImageStore } from "./image-store.ts";
import type { MachineExports } from "./linear-memory.ts";
import { LinearMemory } from "./linear-memory.ts";
import { failWith } from "./machine-failure.ts";
import { machineBuiltins } from "./machine-builtins.ts";
import { ProgramLoader, type Source, type SourceScope } from "./program-loader.ts";
import type { BridgeOwner } from "./value-bridge.ts";
import { ValueBridge } from "./value-bridge.ts";
import { WebAssembly } from "./web-assembly.ts";

export interface LinearOptions {
  /** The compiled machine. */
  readonly module: WebAssembly.Module;
  /** Megabytes that it may use; there are never more than 4,096. */
  readonly megabytes: number;
  /** Images that need not be made again; none are made unless there is such a store. */
  readonly images?: ImageStore | null;
}

/** Pages of the memory at first, as the module says. */
const initialPages = 1024;
const largestPages = 65_536;

function pagesOf(megabytes: number): number {
  return Math.min(largestPages, Math.max(initialPages, Math.floor(megabytes * 16)));
}

/** Algorithms in the order of their numbers, which begin at 1 (`output-hash.ts` of the machine). */
const hashAlgorithms: readonly HashAlgorithm[] = ["md5", "sha1", "sha256", "sha512", "blake3"];

/** Calls inside each other that the machine evaluates; of deeper ones the other evaluator says what is wrong. */
const deepestCall = 1_000_000;

export class LinearMachine implements BridgeOwner, Recoverable {
  readonly machine: Machine;
  readonly memory: LinearMemory;
  readonly bridge: ValueBridge;
  private readonly hostBuiltins: BuiltinValue[] = [];
  private readonly numbers = new Map<BuiltinCode, number>();
  private readonly byNumber: BuiltinValue[] = [];
  private readonly globals: GlobalCells;
  private readonly loader: ProgramLoader;
  private readonly imports = new Map<string, number>();
  private readonly copies = new Map<string, number>();

  constructor(machine: Machine, { module, megabytes, images = null }: LinearOptions) {
    this.machine = machine;
    // The engine counts memory of its own towards the moment it looks for garbage, and shared memory not.
    const memory = new WebAssembly.Memory({ initial: initialPages, maximum: pagesOf(megabytes), shared: true });
    const host = this.hostFunctions() as unknown as WebAssembly.ModuleImports;
    const instance = new WebAssembly.Instance(module, { host, env: { memory } });
    this.memory = new LinearMemory(instance.exports as unknown as MachineExports, memory);
    this.bridge = new ValueBridge(this);
    const { compat, options } = machine;
    const { exports } = this.memory;
    exports.init(
      Number(compat.functionArguments === "eager"),
      Number(compat.unneeded === "eager"),
      Number(compat.sorting === "insertion-merge"),
      Number(compat.integerOverflow === "wrap"),
      options.limits.listLength,
      Math.min(options.limits.callDepth, deepestCall),
    );
    exports.setStoreFolder(this.memory.text(options.storeFolder));
    const { standard, reserved, derivation } = this.makeGlobals();
    this.globals = standard;
    this.loader = new ProgramLoader({ machine, memory: this.memory, standard, reserved, images });
    // These read globals, which are there only now.
    this.fillLater(derivation, derivationSource, "<derivation>");
    this.imports.set(fetchurlPath(machine), this.textCell(fetchurlSource, "<nix/fetchurl.nix>", "/"));
    machine.beside = this;
  }

  // ---- what the machine calls

  private hostFunctions(): Record<string, (...args: number[]) => number | void> {
    return {
      outOfMemory: () => {
        throw new GiveUp("memory");
      },
      memoryGrown: () => this.memory.refresh(),
      fail: (kind = 0, first = 0, second = 0) => failWith(this.bridge, kind, first >>> 0, second >>> 0),
      compile: (id = 0) => this.loader.compile(id),
      position: (word = 0) => this.bridge.lower(positionValue(this.machine, this.positionAt(word >>> 0))),
      hashDigits: (algorithm = 0, from = 0, length = 0, to = 0) =>
        this.hashDigits(algorithm, from >>> 0, length, to >>> 0),
      callHost: (builtin = 0, first = 0, second = 0, third = 0) =>
        this.callHost(builtin, first >>> 0, second >>> 0, third >>> 0),
      copyPath: (text = 0) => this.copyPath(text >>> 0),
      importFile: (cell = 0) => this.importCell(cell >>> 0),
      tryForce: (cell = 0) => this.tryForce(cell),
      trace: (cell = 0) => printTrace(this.machine, this.bridge.value(cell >>> 0)),
    };
  }

  /** Digits are a string, which costs less to make and to collect than an array of bytes. */
  private hashDigits(number: number, from: number, length: number, to: number): void {
    const algorithm = hashAlgorithms[number - 1] as HashAlgorithm;
    this.memory.setBytes(to, this.machine.host.hasher.hashHex(algorithm, this.memory.slice(from, length)));
  }

  private callHost(builtin: number, first: number, second: number, third: number): number {
    const { code } = this.hostBuiltins[builtin - FIRST_HOST_BUILTIN] as BuiltinValue;
    const { bridge } = this;
    switch (code.arity) {
      case 1:
        return bridge.lower(code.call1(bridge.lift(first)));
      case 2:
        return code.name === "scopedImport"
          ? this.scopedImport(first, second)
          : bridge.lower(code.call2(bridge.lift(first), bridge.lift(second)));
      default:
        return bridge.lower(code.call3(bridge.lift(first), bridge.lift(second), bridge.lift(third)));
    }
  }

  private copyPath(text: number): number {
    const path = this.memory.stringAt(text);
    let copy = this.copies.get(path);
    if (copy === undefined) {
      const storePath = this.machine.store.addSource(path);
      copy = this.bridge.lowerContextString(new ContextString(storePath, new StringContext([storePath])));
      this.copies.set(path, copy);
    }
    return copy;
  }

  private tryForce(cell: number): number {
    const { exports } = this.memory;
    const recover = this.recovery();
    try {
      exports.force(cell);
      return 1;
    } catch (error) {
      const last = recover(error);
      if (last instanceof EvalError && last.isCatchable) return 0;
      throw last;
    }
  }

  // ---- positions

  positionAt(word: number): SourcePosition | null {
    return this.loader.positionAt(word);
  }

  // ---- files

  private importCell(cell: number): number {
    const value = this.bridge.value(cell);
    if (value instanceof PathValue) return this.importPath(value.path);
    if (typeof value !== "string" || !value.startsWith("/")) throw new GiveUp("unsupported");
    return this.importPath(canonicalPath(value));
  }

  /** Returns the cell of a file. A file is evaluated once. */
  importPath(path: string): number {
    const known = this.imports.get(path);
    if (known !== undefined) return known;
    // It may be a derivation, which is imported otherwise.
    if (path.endsWith(".drv")) throw new GiveUp("unsupported");
    const file = resolveImport(this.machine, path);
    let cell = this.imports.get(file);
    if (cell === undefined) {
      cell = this.fileCell(file, this.standardScope());
      this.imports.set(file, cell);
    }
    this.imports.set(path, cell);
    return cell;
  }

  private fileCell(path: string, scope: SourceScope): number {
    const source = new SourceFile(path, "file", () => this.machine.store.files.readProgram(path));
    const folder = path.slice(0, Math.max(1, path.lastIndexOf("/")));
    const bytes = this.machine.store.files.readProgram(path);
    return this.sourceCell({ bytes, file: source, folder }, scope);
  }

  /** Returns a cell with the value of a text, unevaluated. */
  textCell(text: string, name: string, folder: string): number {
    const bytes = bytesOfLatin1(text);
    const file = new SourceFile(name, "text", () => bytes);
    return this.sourceCell({ bytes, file, folder }, this.standardScope());
  }

  private standardScope(): SourceScope {
    return { globals: standardGlobals(this.machine), cells: this.globals.cells };
  }

  private sourceCell(source: Source, scope: SourceScope): number {
    return this.bridge.cell((this.loader.load(source, scope) | FORM_THUNK) >>> 0, 0);
  }

  private scopedImport(names: number, source: number): number {
    const { machine, bridge } = this;
    const path = bridge.value(source);
    // Only of a path is nothing to be said before the names are looked at.
    if (!(path instanceof PathValue)) throw new GiveUp("unsupported");
    const given = bridge.value(names);
    if (!(given instanceof AttrSet)) throw new GiveUp("unsupported");
    const file = resolveImport(machine, path.path);
    const cells = new Map(this.globals.cells);
    given.shape.names.forEach((name, at) => cells.set(name, bridge.lower(given.values[at] as Lazy)));
    return this.fileCell(file, { globals: extendedGlobals(machine, given), cells });
  }

  // ---- builtins

  builtinAt(number: number): BuiltinValue {
    return this.byNumber[number] as BuiltinValue;
  }

  numberOf(builtin: BuiltinValue): number {
    return this.numbers.get(builtin.code) ?? this.addHostBuiltin(builtin.code);
  }

  private addHostBuiltin(code: BuiltinCode): number {
    const own = machineBuiltins.indexOf(code.name);
    const isOwn = own >= 0 && this.byNumber[own] === undefined;
    const number = isOwn ? own : FIRST_HOST_BUILTIN + this.hostBuiltins.length;
    const value = new BuiltinValue(code, []);
    if (!isOwn) this.hostBuiltins.push(value);
    this.byNumber[number] = value;
    this.numbers.set(code, number);
    this.memory.exports.setArity(number, code.arity);
    return number;
  }

  /** Returns what global names mean, and the cell of `derivation`, which is still empty. */
  private makeGlobals(): {
    readonly standard: GlobalCells;
    readonly reserved: GlobalCells;
    readonly derivation: number;
  } {
    const { machine, memory, bridge } = this;
    const builtins = force(machine.globals.get("builtins") ?? null);
    if (!(builtins instanceof AttrSet)) throw new Error("no builtins");
    const known = new Map<Lazy, number>();
    const derivation = bridge.cell(0, 0);
    const self = bridge.cell(0, 0);
    const cellOf = (name: string, lazy: Lazy): number => {
      if (name === "derivation") return derivation;
      if (name === "builtins") return self;
      let cell = typeof lazy === "object" && lazy !== null ? known.get(lazy) : undefined;
      if (cell === undefined) {
        cell = bridge.lower(lazy);
        if (typeof lazy === "object" && lazy !== null) known.set(lazy, cell);
      }
      return cell;
    };
    const entries = builtins.shape.names.map((name, at) => [name, cellOf(name, builtins.values[at] as Lazy)] as const);
    const set = bridge.setOf(entries);
    memory.setWord(self, memory.word(set));
    memory.setWord(self + 4, memory.word(set + 4));
    const cellsOf = (globals: ReadonlyMap<string, Lazy>): GlobalCells =>
      new GlobalCells(memory, new Map([...globals].map(([name, lazy]) => [name, cellOf(name, lazy)])));
    return { standard: cellsOf(machine.globals), reserved: cellsOf(machine.reservedGlobals), derivation };
  }

  private fillLater(cell: number, text: string, name: string): void {
    const source = this.textCell(text, name, "/");
    this.memory.setWord(cell, this.memory.word(source));
    this.memory.setWord(cell + 4, this.memory.word(source + 4));
  }

  // ---- values

  /** Returns the value of a file, unevaluated. */
  file(path: string): Lazy {
    return this.bridge.lift(this.importPath(path));
  }

  /** Returns the value of a text, unevaluated. */
  text(text: string, name: string, folder: string): Lazy {
    return this.bridge.lift(this.textCell(text, name, folder));
  }

  // ---- what is under evaluation

  /** Returns what puts back what is under evaluation now, whatever is begun later and not ended. */
  recovery(): (error: unknown) => unknown {
    const { exports } = this.memory;
    const undo = exports.undoDepth();
    const texts = exports.textDepth();
    const calls = exports.callDepth();
    return (error) => {
      const last = error instanceof EvalError ? this.addMessages(error, undo) : error;
      exports.unwind(undo, texts, calls);
      return last;
    };
  }

  /** Returns an error with what `addErrorContext` says of it, or the error of a message that fails. */
  private addMessages(first: unknown, undo: number): unknown {
    const { machine, memory, bridge } = this;
    const message = (): number => memory.exports.unwindToMessage(undo) >>> 0;
    let error = first;
    for (let cell = message(); cell !== 0; cell = message()) {
      const lazy = bridge.lift(cell);
      try {
        withFrame(error, () => textOf(coerceToString(machine, lazy, interpolation)), null);
      } catch (failure) {
        error = failure;
      }
    }
    return error;
  }
}

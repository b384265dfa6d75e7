/**
 * Packages as records that other evaluations can read: the names of the set, and the values of those attributes that are
 * evaluated and plain, outputs and the description included. Whoever wants one of the others evaluates the package.
 */
import { AttrSet } from "../value/attr-set.ts";
import { StringContext, parseContextElement } from "../value/context.ts";
import type { SourcePosition } from "../value/positions.ts";
import { Positions } from "../value/positions.ts";
import { Shape } from "../value/shape.ts";
import { Thunk, force, peek, suspend } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString } from "../value/value.ts";
import { expectList, expectSet } from "./expect.ts";
import type { RecordTable } from "./record-table.ts";

/** Longer texts and lists are rarely asked for by others. */
const [longestText, longestList] = [256, 64] as const;

interface RecordedText {
  readonly text: string;
  readonly context: readonly string[];
}

/** The key of the list of names, and values by their places in it. */
interface RecordedSet {
  readonly names: string;
  readonly values: readonly (readonly [at: number, value: Recorded])[];
}

/** Another package, by its key. */
interface Reference {
  readonly package: string;
}

type Recorded = null | boolean | number | string | RecordedText | RecordedSet | Reference | readonly Recorded[];

/** Returns the key of a set if that is a package which a record may refer to. */
export type KeyOf = (set: AttrSet) => string | undefined;

/** What records of packages refer to. */
export interface PackageSurroundings {
  /** Returns the package with a key, if that takes no evaluation here. */
  packageOrUndefined(key: string): Value | undefined;
  /** Tells of a derivation; returns whether there was room for it. */
  tellDerivation(path: string): boolean;
}

/** Writes and reads records of packages. Lists of names are records of their own, because many packages have the same. */
export class PackageRecords {
  private readonly records: RecordTable;
  private readonly surroundings: PackageSurroundings;
  /** Keys of lists of names, by shapes and by the lists as texts. */
  private readonly keysOfShapes = new WeakMap<Shape, string>();
  private readonly keysOfLists = new Map<string, string>();
  private readonly shapes = new Map<string, Shape>();

  constructor(records: RecordTable, surroundings: PackageSurroundings) {
    this.records = records;
    this.surroundings = surroundings;
  }

  has(key: string): boolean {
    return this.records.has(recordKey(key));
  }

  /** Tells of a package as far as it is evaluated, if there is room. */
  add(key: string, set: AttrSet, keyOf: KeyOf): void {
    const told = new Set([...outputsOf(set), "meta"]);
    const recorded = this.recordSet(set, told, keyOf);
    if (recorded !== undefined) this.records.add(recordKey(key), JSON.stringify(recorded));
  }

  /** Returns the package that somebody told of under a key, or null. What was not told of it is taken from `inner`. */
  findOrNull(key: string, inner: Thunk): AttrSet | null {
    const record = this.records.findOrNull(recordKey(key));
    // Only `add` writes records under these keys.
    return record === null ? null : this.restoreSet(JSON.parse(record) as RecordedSet, inner);
  }

  /** Records a set; among its attributes, only those named in `told` may be sets. */
  private recordSet({ shape, values }: AttrSet, told: ReadonlySet<string>, keyOf: KeyOf): RecordedSet | undefined {
    const names = this.keyOfNames(shape);
    if (names === undefined) return undefined;
    const recordedValues: [at: number, value: Recorded][] = [];
    for (let at = 0; at < values.length; at++) {
      const recorded = this.recordOrUndefined(values[at] as Lazy, told.has(shape.names[at] ?? ""), keyOf);
      if (recorded !== undefined) recordedValues.push([at, recorded]);
    }
    return { names, values: recordedValues };
  }

  private recordOrUndefined(lazy: Lazy, mayBeSet: boolean, keyOf: KeyOf): Recorded | undefined {
    const value = peek(lazy);
    if (typeof value === "string") return value.length <= longestText ? value : undefined;
    if (value === null || typeof value === "boolean" || typeof value === "number") return value;
    if (value instanceof ContextString) return this.recordText(value);
    // Lists that are the rest of others are not worth it.
    if (Array.isArray(value)) return this.recordList(value as List, keyOf);
    if (!(value instanceof AttrSet)) return undefined;
    const key = keyOf(value);
    if (key !== undefined) return { package: key };
    return mayBeSet ? this.recordSet(value, new Set(), keyOf) : undefined;
  }

  /** Sources and texts are known only where they were added, so strings that refer to some are not told. */
  private recordText({ text, context }: ContextString): RecordedText | undefined {
    if (text.length > longestText) return undefined;
    const isTold = context.elements.every((element) => {
      const { kind, path } = parseContextElement(element);
      return kind !== "path" && this.surroundings.tellDerivation(path);
    });
    return isTold ? { text, context: context.elements } : undefined;
  }

  private recordList(list: List, keyOf: KeyOf): readonly Recorded[] | undefined {
    if (list.length > longestList) return undefined;
    const recorded: Recorded[] = [];
    for (const lazy of list) {
      const element = this.recordOrUndefined(lazy, false, keyOf);
      if (element === undefined) return undefined;
      recorded.push(element);
    }
    return recorded;
  }

  private keyOfNames(shape: Shape): string | undefined {
    let key = this.keysOfShapes.get(shape);
    if (key !== undefined) return key;
    const text = JSON.stringify(shape.names);
    key = this.keysOfLists.get(text) ?? `names ${this.records.user} ${this.keysOfLists.size}`;
    if (!this.records.add(key, text)) return undefined;
    this.keysOfLists.set(text, key);
    this.keysOfShapes.set(shape, key);
    return key;
  }

  private restoreSet({ names, values }: RecordedSet, inner: Thunk): AttrSet {
    const shape = this.restoreShape(names);
    const restored: Lazy[] = shape.names.map((name) => suspend(memberOf, { set: inner, name }));
    for (const [at, value] of values) restored[at] = this.restore(value, restored[at] as Thunk);
    return new AttrSet(shape, restored, new PositionsOf(inner));
  }

  private restore(value: Recorded, inner: Thunk): Lazy {
    if (value === null || typeof value !== "object") return value;
    if ("package" in value) return suspend(referredTo, { key: value.package, packages: this.surroundings, inner });
    if ("text" in value) return new ContextString(value.text, new StringContext(value.context));
    if ("names" in value) return this.restoreSet(value, inner);
    return value.map((element, at) => this.restore(element, suspend(elementOf, { list: inner, at })));
  }

  private restoreShape(key: string): Shape {
    let shape = this.shapes.get(key);
    if (shape === undefined) {
      // Sets are recorded after the lists of their names.
      const text = this.records.findOrNull(key) as string;
      shape = new Shape(JSON.parse(text) as string[], false);
      this.shapes.set(key, shape);
    }
    return shape;
  }
}

function recordKey(key: string): string {
  return `package ${key}`;
}

/** Returns the names of a package's outputs, as far as they are evaluated. */
export function outputsOf(set: AttrSet): readonly string[] {
  const outputs = peek(set.get("outputs") ?? null);
  if (!Array.isArray(outputs)) return [];
  return (outputs as List).map(peek).filter((output) => typeof output === "string");
}

/** An attribute that was not told. */
interface Member {
  readonly set: Thunk;
  readonly name: string;
}

function memberOf({ set, name }: Member): Value {
  // It was there when the set was told of.
  return force(expectSet(set.force()).get(name) as Lazy);
}

/** A package, and where it was found. */
interface Referred {
  readonly key: string;
  readonly packages: PackageSurroundings;
  readonly inner: Thunk;
}

function referredTo({ key, packages, inner }: Referred): Value {
  return packages.packageOrUndefined(key) ?? inner.force();
}

/** An element of a list that was told of. */
interface Element {
  readonly list: Thunk;
  readonly at: number;
}

function elementOf({ list, at }: Element): Value {
  return force(expectList(list.force())[at] as Lazy);
}

/** The positions of a set that was told of. */
class PositionsOf extends Positions {
  private readonly set: Thunk;

  constructor(set: Thunk) {
    super();
    this.set = set;
  }

  positionOf(name: string): SourcePosition | null {
    return expectSet(this.set.force()).positions?.positionOf(name) ?? null;
  }
}

/**
 * What evaluations of one package set in several threads tell each other, so that what one of them has evaluated is not
 * evaluated by all. A package is known by its place in the set that is walked, of one name or two, and told of with the
 * derivations behind it once another package needed it: most packages are needed by none.
 */
import { AttrSet } from "../value/attr-set.ts";
import { Thunk, force, peek } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { DerivationRecords } from "./derivation-record.ts";
import type { Machine } from "./machine.ts";
import { PackageRecords, outputsOf } from "./package-record.ts";
import type { RecordTable } from "./record-table.ts";

/** A place in the package set whose value is taken from others if they told of it. */
interface Place {
  readonly shared: SharedPackages;
  readonly key: string;
  /** What it evaluates to here. */
  readonly inner: Thunk;
  /** Whether there may be places in the set that it evaluates to. */
  readonly isOuter: boolean;
}

/** A package that is known here. */
interface Package {
  readonly key: string;
  /** How many were known before it. */
  readonly order: number;
}

/** What is asked of packages by others that need them, of each of their outputs, and of their descriptions. */
const asked = {
  package: ["drvPath", "outPath", "outputName", "outputs", "outputUnspecified"],
  output: ["drvPath", "outPath", "outputName", "outputUnspecified"],
  description: ["outputsToInstall", "priority"],
} as const;

export class SharedPackages {
  private readonly machine: Machine;
  private readonly records: PackageRecords;
  /** Packages that have been evaluated and not been told of. */
  private evaluated = new Map<string, AttrSet>();
  private readonly packages = new Map<AttrSet, Package>();
  private readonly places = new Map<string, Thunk>();
  private visited: Lazy | null = null;

  constructor(machine: Machine, records: RecordTable) {
    const { derivations } = machine.store;
    const derivationRecords = new DerivationRecords(records);
    derivations.lookElsewhere((path) => derivationRecords.findOrNull(path));
    this.machine = machine;
    this.records = new PackageRecords(records, {
      packageOrUndefined: (key) => this.packageOrUndefined(key),
      tellDerivation: (path) => derivationRecords.add(path, derivations),
    });
  }

  /** Takes what is in a package set from others from now on, where they are first. */
  share(set: AttrSet): void {
    this.addPlaces(set, ".", true);
  }

  /** Notes that what is at a place is looked at for its own sake. */
  visit(lazy: Lazy): void {
    this.visited = lazy;
  }

  /** Tells others of what was evaluated since the last time. */
  tell(): void {
    if (this.evaluated.size === 0) return;
    const { evaluated } = this;
    this.evaluated = new Map();
    for (const [key, set] of evaluated) {
      const tell = (): void => {
        evaluateAsked(set);
        this.records.add(key, set, (other) => this.keyBefore(other, set));
      };
      // What fails here fails again for whoever looks at it.
      if (!this.records.has(key)) this.machine.attempt(tell, () => undefined);
    }
  }

  /** Returns the value of a place: what others told of it, or else what it evaluates to here. */
  evaluate({ key, inner, isOuter }: Place): Value {
    const found = this.records.findOrNull(key, inner);
    if (found !== null) {
      this.addPackage(found, key);
      return found;
    }
    const value = inner.force();
    if (value instanceof AttrSet) this.note(value, key, isOuter);
    return value;
  }

  private addPackage(set: AttrSet, key: string): void {
    this.packages.set(set, { key, order: this.packages.size });
  }

  /**
   * Returns the key of a package that was known before another. Those after it may have been taken from it, `dev = a.dev`
   * from `a`: who is told by `a` that its output is `dev`, and by `dev` nothing of what is asked, would turn in a circle.
   */
  private keyBefore(set: AttrSet, other: AttrSet): string | undefined {
    const found = this.packages.get(set);
    return found !== undefined && found.order < (this.packages.get(other)?.order ?? 0) ? found.key : undefined;
  }

  private packageOrUndefined(key: string): Value | undefined {
    const place = this.places.get(key);
    if (place === undefined || place.isBeingEvaluated) return undefined;
    return place.isEvaluated || this.records.has(key) ? place.force() : undefined;
  }

  private note(set: AttrSet, key: string, isOuter: boolean): void {
    const type = set.get("type");
    if (type === undefined) {
      if (isOuter) this.addPlaces(set, `${key.length}${key}.`, false);
    } else if (peek(type) === "derivation" && !this.packages.has(set)) {
      this.addPackage(set, key);
      if (this.places.get(key) !== this.visited) this.evaluated.set(key, set);
    }
  }

  private addPlaces({ shape, values }: AttrSet, prefix: string, isOuter: boolean): void {
    for (let at = 0; at < values.length; at++) {
      const lazy = values[at] as Lazy;
      const key = `${prefix}${shape.names[at] ?? ""}`;
      const makePlace = (inner: Thunk): Place => ({ shared: this, key, inner, isOuter });
      if (lazy instanceof Thunk && lazy.precede(evaluatePlace, makePlace)) this.places.set(key, lazy);
    }
  }
}

function evaluatePlace(place: Place): Value {
  return place.shared.evaluate(place);
}

/** Evaluates of a package what will be asked of it. */
function evaluateAsked(set: AttrSet): void {
  evaluateMembers(set, asked.package);
  const description = force(set.get("meta") ?? null);
  if (description instanceof AttrSet) evaluateMembers(description, asked.description);
  for (const name of outputsOf(set)) {
    const output = force(set.get(name) ?? null);
    if (output instanceof AttrSet) evaluateMembers(output, asked.output);
  }
}

function evaluateMembers(set: AttrSet, names: readonly string[]): void {
  for (const name of names) force(set.get(name) ?? null);
}

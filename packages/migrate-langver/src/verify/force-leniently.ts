/**
 * Evaluates as much of a value as it can: what fails is left, and derivations are not looked into. For watching, where
 * every name that is looked up counts and no value does.
 */
import {
  AttrSet,
  force,
  isDerivation,
  isList,
  type Lazy,
  type Machine,
  toEvalError,
  type Value,
} from "@lix-tools/eval-core";

/** Forces values and keeps in mind which it has been through, so that what many share is done once. */
export class LenientForcer {
  private readonly machine: Machine;
  private readonly seen = new WeakSet<object>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** Forces a value and everything in it. */
  force(start: Lazy): void {
    const pending: Lazy[] = [start];
    for (let lazy = pending.pop(); lazy !== undefined; lazy = pending.pop()) {
      const parts = this.partsOf(lazy);
      for (const part of parts) pending.push(part);
    }
  }

  private partsOf(lazy: Lazy): readonly Lazy[] {
    const value = this.attempt(lazy);
    const isSet = value instanceof AttrSet;
    if (!isSet && !isList(value)) return [];
    if (this.seen.has(value)) return [];
    this.seen.add(value);
    if (!isSet) return value;
    return this.attemptTest(value) ? [] : value.values;
  }

  private attemptTest(set: AttrSet): boolean {
    const { depth } = this.machine;
    try {
      return isDerivation(set);
    } catch (error) {
      toEvalError(error);
      this.machine.depth = depth;
      return true;
    }
  }

  private attempt(lazy: Lazy): Value {
    const { depth } = this.machine;
    try {
      return force(lazy);
    } catch (error) {
      toEvalError(error);
      this.machine.depth = depth;
      return null;
    }
  }
}

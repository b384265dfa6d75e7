/**
 * Values as short texts that are equal where the values are, for what no derivation path shows: the descriptions of
 * packages. Evaluates as much as it can; what fails is part of the digest, derivations and functions are not looked into.
 */
import {
  AttrSet,
  BuiltinValue,
  Closure,
  ContextString,
  FloatValue,
  force,
  isDerivation,
  type Lazy,
  listOrNull,
  type List,
  type Machine,
  PathValue,
  type Value,
} from "@lix-tools/eval-core";
import { failureOf } from "./outcome.ts";

/** Digests values of one evaluation; what many of them share is done once. */
export class Digester {
  private readonly machine: Machine;
  private readonly known = new Map<object, string>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** Returns the digest of a set, leaving some names out. */
  ofSet(lazy: Lazy, without: ReadonlySet<string>): string {
    return this.machine.attempt(() => {
      const value = force(lazy);
      return value instanceof AttrSet ? this.hash(this.textOfSet(value, without)) : this.ofValue(value);
    }, failureOf);
  }

  private of(lazy: Lazy): string {
    return this.machine.attempt(() => this.ofValue(force(lazy)), failureOf);
  }

  private ofValue(value: Value): string {
    if (typeof value === "string") return `s${value.length}:${value}`;
    if (value === null || typeof value !== "object") return `${typeof value}:${String(value)}`;
    if (value instanceof ContextString) return `s${value.text.length}:${value.text}`;
    if (value instanceof FloatValue) return `float:${value.value}`;
    if (value instanceof PathValue) return `path:${value.path}`;
    if (value instanceof Closure) return "function";
    if (value instanceof BuiltinValue) return `builtin:${value.code.name}`;
    return this.ofCompound(value instanceof AttrSet ? value : (listOrNull(value) ?? []));
  }

  private ofCompound(value: AttrSet | List): string {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    // A value may hold itself.
    this.known.set(value, "itself");
    try {
      const digest = value instanceof AttrSet ? this.ofWholeSet(value) : this.hash(this.textOfList(value));
      this.known.set(value, digest);
      return digest;
    } catch (error) {
      this.known.delete(value);
      throw error;
    }
  }

  private ofWholeSet(set: AttrSet): string {
    return isDerivation(set) ? "derivation" : this.hash(this.textOfSet(set, nothing));
  }

  private textOfList(list: List): string {
    return `[${list.map((element) => this.of(element)).join(",")}`;
  }

  private textOfSet({ shape, values }: AttrSet, without: ReadonlySet<string>): string {
    const parts = shape.names.flatMap((name, at) => {
      if (without.has(name)) return [];
      return [`${name.length}:${name}=${this.of(values[at] ?? null)}`];
    });
    return `{${parts.join(",")}`;
  }

  private hash(text: string): string {
    const bytes = this.machine.host.hasher.hash("sha256", text);
    return `#${String.fromCharCode(...bytes.subarray(0, 12))}`;
  }
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Derivations and their hashes. A derivation's output paths depend on its *hash modulo*: the hash of its text with
 * output paths left out and every input derivation replaced by that input's own hash modulo. A fixed-output derivation
 * stands for its output's hash alone, so that changing where something is fetched from changes nothing downstream.
 */
import { renderDerivation } from "./aterm.ts";
import { base32Of } from "./base32.ts";
import { hexOf } from "./bytes.ts";
import type { StoreContext } from "./store-path.ts";
import { makeStorePath, textStorePath } from "./store-path.ts";

export interface DerivationOutput {
  /** Empty while it is not known. */
  readonly path: string;
  /** `sha256`, `r:sha256` and the like for a fixed output, else empty. */
  readonly hashAlgorithm: string;
  /** Hexadecimal digits for a fixed output, else empty. */
  readonly hash: string;
}

export interface Derivation {
  readonly outputs: ReadonlyMap<string, DerivationOutput>;
  /** Store path of the derivation to the names of the outputs used. */
  readonly inputDerivations: ReadonlyMap<string, ReadonlySet<string>>;
  readonly inputSources: ReadonlySet<string>;
  readonly system: string;
  readonly builder: string;
  readonly arguments: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
}

/** The derivations an evaluation has made so far, by store path, each with its hash modulo. */
export class DerivationTable {
  private readonly derivations = new Map<string, Derivation>();
  private readonly hashes = new Map<string, string>();

  get(path: string): Derivation | undefined {
    return this.derivations.get(path);
  }

  get size(): number {
    return this.derivations.size;
  }

  /** Adds a derivation under its store path. */
  add(path: string, derivation: Derivation): void {
    if (!this.derivations.has(path)) this.derivations.set(path, derivation);
  }

  /** Returns the hash modulo of a derivation in the table, in hexadecimal, or null if it is not there. */
  hashModulo(store: StoreContext, path: string): string | null {
    const known = this.hashes.get(path);
    if (known !== undefined) return known;
    const derivation = this.derivations.get(path);
    if (derivation === undefined) return null;
    const hash = hashDerivationModulo(store, this, derivation);
    this.hashes.set(path, hash);
    return hash;
  }
}

/** Returns the fixed output of a derivation that has one, else null. */
export function fixedOutputOrNull(derivation: Derivation): DerivationOutput | null {
  if (derivation.outputs.size !== 1) return null;
  const output = derivation.outputs.get("out");
  return output !== undefined && output.hash !== "" ? output : null;
}

/** Returns a derivation's hash modulo in hexadecimal. Its inputs must be in the table. */
export function hashDerivationModulo(store: StoreContext, table: DerivationTable, derivation: Derivation): string {
  const fixed = fixedOutputOrNull(derivation);
  if (fixed !== null) {
    return hexOf(store.hasher.hash("sha256", `fixed:out:${fixed.hashAlgorithm}:${fixed.hash}:${fixed.path}`));
  }
  return hashText(store, table, derivation, "keep");
}

/** Returns the hash that a derivation's output paths are made from: its hash modulo with the outputs left out. */
export function hashWithoutOutputs(store: StoreContext, table: DerivationTable, derivation: Derivation): string {
  return hashText(store, table, derivation, "mask");
}

function hashText(
  store: StoreContext,
  table: DerivationTable,
  derivation: Derivation,
  outputs: "keep" | "mask",
): string {
  const inputs = new Map<string, Set<string>>();
  for (const [path, names] of derivation.inputDerivations) {
    const hash = table.hashModulo(store, path);
    if (hash === null) throw new Error(`derivation '${path}' is not in the table`);
    const known = inputs.get(hash);
    if (known === undefined) inputs.set(hash, new Set(names));
    else for (const name of names) known.add(name);
  }
  const text = renderDerivation(derivation, { maskOutputs: outputs === "mask", inputs });
  return hexOf(store.hasher.hash("sha256", text));
}

/** Returns the store path of an output, given the hash from `hashWithoutOutputs`. */
export function outputPath(store: StoreContext, hash: string, output: string, derivationName: string): string {
  return makeStorePath(store, `output:${output}`, hash, outputPathName(derivationName, output));
}

/** Returns the name in the store of an output: that of the derivation, and the output's unless it is `out`. */
export function outputPathName(derivationName: string, output: string): string {
  return output === "out" ? derivationName : `${derivationName}-${output}`;
}

/** Returns the store path of the derivation itself. */
export function derivationPath(store: StoreContext, name: string, derivation: Derivation): string {
  const text = renderDerivation(derivation, { maskOutputs: false, inputs: null });
  const references = [...derivation.inputSources, ...derivation.inputDerivations.keys()];
  return textStorePath(store, `${name}.drv`, text, references);
}

/** Returns the text that stands for an output's path before it is known. */
export function outputPlaceholder(store: StoreContext, output: string): string {
  return `/${base32Of(store.hasher.hash("sha256", `nix-output:${output}`))}`;
}

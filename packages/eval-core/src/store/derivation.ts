/**
 * Derivations and their hashes. A derivation's output paths depend on its *hash modulo*: the hash of its text with
 * output paths left out and every input derivation replaced by that input's own hash modulo. A fixed-output derivation
 * stands for its output's hash alone, so that changing where something is fetched from changes nothing downstream.
 */
import { DerivationText } from "./aterm.ts";
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

  /** Returns the derivations with their store paths, in the order in which they were made. */
  entries(): IterableIterator<[string, Derivation]> {
    return this.derivations.entries();
  }

  get size(): number {
    return this.derivations.size;
  }

  /** Adds a derivation and its hash modulo under its store path. */
  add(path: string, derivation: Derivation, hashModulo: string): void {
    if (this.derivations.has(path)) return;
    this.derivations.set(path, derivation);
    this.hashes.set(path, hashModulo);
  }

  /** Returns the hash modulo of a derivation in the table, in hexadecimal. */
  hashModulo(path: string): string {
    const hash = this.hashes.get(path);
    if (hash === undefined) throw new Error(`derivation '${path}' is not in the table`);
    return hash;
  }
}

/** A derivation whose outputs are not known yet. */
export type UnfinishedDerivation = Omit<Derivation, "outputs">;

/** What is computed of a derivation: its store path, and the hash that stands for it in others. */
export interface FinishedDerivation {
  readonly derivation: Derivation;
  readonly path: string;
  readonly hashModulo: string;
}

/** Returns a derivation whose outputs are named by its hash modulo. Its inputs must be in the table. */
export function finishDerivation(
  store: StoreContext,
  table: DerivationTable,
  { name, outputNames, unfinished }: { name: string; outputNames: readonly string[]; unfinished: UnfinishedDerivation },
): FinishedDerivation {
  const text = new DerivationText(unfinished, new Set(outputNames));
  const inputs = inputHashes(table, unfinished);
  const blank = new Map(outputNames.map((output) => [output, { path: "", hashAlgorithm: "", hash: "" }]));
  const hash = hashText(store, text.render(blank, inputs));
  const outputs = new Map(
    outputNames.map((output) => [output, { path: outputPath(store, hash, output, name), hashAlgorithm: "", hash: "" }]),
  );
  return {
    derivation: withOutputs(unfinished, outputs),
    path: derivationPath(store, name, unfinished, text.render(outputs, null)),
    hashModulo: hashText(store, text.render(outputs, inputs)),
  };
}

/** Returns a derivation whose only output is known by its contents. */
export function finishFixedDerivation(
  store: StoreContext,
  { name, output, unfinished }: { name: string; output: DerivationOutput; unfinished: UnfinishedDerivation },
): FinishedDerivation {
  const outputs = new Map([["out", output]]);
  const text = new DerivationText(unfinished, new Set(["out"]));
  return {
    derivation: withOutputs(unfinished, outputs),
    path: derivationPath(store, name, unfinished, text.render(outputs, null)),
    hashModulo: hashText(store, `fixed:out:${output.hashAlgorithm}:${output.hash}:${output.path}`),
  };
}

/** The environment repeats the paths of the outputs. */
function withOutputs(unfinished: UnfinishedDerivation, outputs: Derivation["outputs"]): Derivation {
  const environment = new Map(unfinished.environment);
  for (const [name, output] of outputs) environment.set(name, output.path);
  return { ...unfinished, environment, outputs };
}

/** Returns the inputs of a derivation by their hashes modulo; inputs with equal hashes become one. */
function inputHashes(table: DerivationTable, { inputDerivations }: UnfinishedDerivation): Map<string, Set<string>> {
  const inputs = new Map<string, Set<string>>();
  for (const [path, names] of inputDerivations) {
    const hash = table.hashModulo(path);
    const known = inputs.get(hash);
    if (known === undefined) inputs.set(hash, new Set(names));
    else for (const name of names) known.add(name);
  }
  return inputs;
}

function hashText(store: StoreContext, text: string): string {
  return hexOf(store.hasher.hash("sha256", text));
}

function derivationPath(store: StoreContext, name: string, unfinished: UnfinishedDerivation, text: string): string {
  const references = [...unfinished.inputSources, ...unfinished.inputDerivations.keys()];
  return textStorePath(store, `${name}.drv`, text, references);
}

/** Returns the store path of an output, given the hash of the derivation without its outputs. */
function outputPath(store: StoreContext, hash: string, output: string, derivationName: string): string {
  return makeStorePath(store, `output:${output}`, hash, outputPathName(derivationName, output));
}

/** Returns the name in the store of an output: that of the derivation, and the output's unless it is `out`. */
export function outputPathName(derivationName: string, output: string): string {
  return output === "out" ? derivationName : `${derivationName}-${output}`;
}

/** Returns the text that stands for an output's path before it is known. */
export function outputPlaceholder(store: StoreContext, output: string): string {
  return `/${base32Of(store.hasher.hash("sha256", `nix-output:${output}`))}`;
}

/**
 * Derivations and their hashes. A derivation's output paths depend on its *hash modulo*: the hash of its text with
 * output paths left out and every input derivation replaced by that input's own hash modulo. A fixed-output derivation
 * stands for its output's hash alone, so that changing where something is fetched from changes nothing downstream.
 */
import { base32Of } from "./base32.ts";
import { DerivationText } from "./derivation-text.ts";
import type { OutputText } from "./derivation-text.ts";
import type { InputText } from "./derivation-inputs.ts";
import { mergeInputs, referencesOf } from "./derivation-inputs.ts";
import type { StoreContext } from "./store-path.ts";
import { makeStorePath, textStorePath } from "./store-path.ts";

/** An output as a derivation's text says it. */
export interface DerivationOutput {
  readonly path: string;
  /** `sha256`, `r:sha256` and the like for a fixed output, else empty. */
  readonly hashAlgorithm: string;
  /** Hexadecimal digits for a fixed output, else empty. */
  readonly hash: string;
}

/** A whole derivation, as its text says it. */
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

/** What an evaluation keeps of a derivation: as much as others that refer to it need. */
export interface KnownDerivation {
  readonly path: string;
  /** In byte order. */
  readonly outputNames: readonly string[];
  /** In the order of the names. */
  readonly outputPaths: readonly string[];
  readonly inputDerivations: readonly string[];
  readonly inputSources: readonly string[];
  /** In hexadecimal. */
  readonly hashModulo: string;
  /** Whether the paths of its outputs are known only once it is built. */
  readonly isDeferred: boolean;
}

/** A derivation whose outputs are not known yet. Everything but the arguments is in byte order. */
export interface UnfinishedDerivation {
  readonly name: string;
  readonly outputNames: readonly string[];
  readonly inputDerivations: readonly InputText[];
  readonly inputSources: readonly string[];
  readonly system: string;
  readonly builder: string;
  readonly arguments: readonly string[];
  /** The names of the environment, those of the outputs among them. */
  readonly names: readonly string[];
  /** Their values; null for an output's path. */
  readonly values: readonly (string | null)[];
}

/** What is computed of a derivation. */
type Identity = Pick<KnownDerivation, "path" | "outputPaths" | "hashModulo">;

/** The derivations an evaluation has made so far, by store path. */
export class DerivationTable {
  private readonly derivations = new Map<string, KnownDerivation>();
  /** By hash modulo without outputs: the name and what came of it first. Many are made several times. */
  private readonly twins = new Map<string, { readonly name: string; readonly known: KnownDerivation }>();
  private readonly text = new DerivationText();

  get(path: string): KnownDerivation | undefined {
    return this.derivations.get(path);
  }

  /** Returns the derivations with their store paths, in the order in which they were made. */
  entries(): IterableIterator<[string, KnownDerivation]> {
    return this.derivations.entries();
  }

  get size(): number {
    return this.derivations.size;
  }

  /** Adds a derivation whose outputs are named by its hash modulo. Its inputs must be in the table. */
  finish(store: StoreContext, unfinished: UnfinishedDerivation): KnownDerivation {
    const { text } = this;
    const { name, outputNames, inputDerivations } = unfinished;
    const inputHashes = this.inputHashesOrNull(inputDerivations);
    if (inputHashes === null) return this.finishDeferred(store, unfinished, unknownOutput);
    text.begin(unfinished);
    text.setInputs(inputHashes);
    const hash = store.hasher.hashHex("sha256", text.render(outputNames.map(() => unknownOutput)));
    const twin = this.twins.get(hash);
    // An output called `name` keeps the name out of the hash.
    const known = twin?.name === name ? twin.known : null;
    if (known !== null && inputHashes.length === inputDerivations.length && hasInputs(known, inputDerivations))
      return known;
    const outputPaths = known?.outputPaths ?? outputNames.map((output) => outputPath(store, hash, output, name));
    const outputs = outputPaths.map((path): OutputText => ({ path, hashAlgorithm: "", hash: "" }));
    const hashModulo = known?.hashModulo ?? store.hasher.hashHex("sha256", text.render(outputs));
    text.setInputs(inputDerivations);
    const path = derivationPath(store, unfinished, text.render(outputs));
    const added = this.add({ path, outputPaths, hashModulo }, unfinished);
    if (twin === undefined) this.twins.set(hash, { name, known: added });
    return added;
  }

  /** Adds a derivation whose only output is known by its contents. */
  finishFixed(store: StoreContext, unfinished: UnfinishedDerivation, output: DerivationOutput): KnownDerivation {
    const { text } = this;
    text.begin(unfinished);
    text.setInputs(unfinished.inputDerivations);
    const path = derivationPath(store, unfinished, text.render([output]));
    const known = this.derivations.get(path);
    if (known !== undefined) return known;
    const fixed = `fixed:out:${output.hashAlgorithm}:${output.hash}:${output.path}`;
    const hashModulo = store.hasher.hashHex("sha256", fixed);
    return this.add({ path, outputPaths: [output.path], hashModulo }, unfinished);
  }

  /**
   * Adds a derivation whose outputs are known only once it, or what it is made from, is built. Texts stand for their
   * paths until then. What it is hashed to never counts, because whatever is made from it is deferred too.
   */
  finishDeferred(store: StoreContext, unfinished: UnfinishedDerivation, output: OutputText): KnownDerivation {
    const { text } = this;
    const { name, outputNames, inputDerivations } = unfinished;
    text.begin(unfinished);
    text.setInputs(inputDerivations);
    const path = derivationPath(store, unfinished, text.render(outputNames.map(() => output)));
    const outputPaths = outputNames.map((one) => deferredPlaceholder(store, path, outputPathName(name, one)));
    return this.add({ path, outputPaths, hashModulo: deferredHash }, unfinished);
  }

  private add({ path, outputPaths, hashModulo }: Identity, unfinished: UnfinishedDerivation): KnownDerivation {
    const known = this.derivations.get(path);
    if (known !== undefined) return known;
    const { outputNames, inputSources } = unfinished;
    const inputDerivations = unfinished.inputDerivations.map((input) => input.name);
    const isDeferred = hashModulo === deferredHash;
    const added = { path, outputNames, outputPaths, inputDerivations, inputSources, hashModulo, isDeferred };
    this.derivations.set(path, added);
    return added;
  }

  /**
   * Returns the inputs of a derivation by their hashes modulo, those with equal hashes as one; null if one of them is
   * deferred.
   */
  private inputHashesOrNull(inputs: readonly InputText[]): InputText[] | null {
    const hashed: InputText[] = [];
    for (const { name, outputs } of inputs) {
      const known = this.derivations.get(name);
      if (known === undefined) throw new Error(`derivation '${name}' is not in the table`);
      if (known.isDeferred) return null;
      hashed.push({ name: known.hashModulo, outputs });
    }
    return mergeInputs(hashed);
  }
}

/**
 * Tells whether a derivation has these inputs. Where no two of them have the same hash, the hash of the whole says which
 * of their outputs it uses.
 */
function hasInputs({ inputDerivations }: KnownDerivation, inputs: readonly InputText[]): boolean {
  return inputDerivations.length === inputs.length && inputs.every(({ name }, at) => name === inputDerivations[at]);
}

/** Stands for a hash that is never asked for. */
const deferredHash = "deferred";

const unknownOutput: OutputText = { path: "", hashAlgorithm: "", hash: "" };

function derivationPath(store: StoreContext, unfinished: UnfinishedDerivation, text: Uint8Array): string {
  const { name, inputDerivations, inputSources } = unfinished;
  return textStorePath(store, `${name}.drv`, text, referencesOf(inputDerivations, inputSources));
}

/** Returns the store path of an output, given the hash of the derivation without its outputs. */
function outputPath(store: StoreContext, hash: string, output: string, derivationName: string): string {
  return makeStorePath(store, `output:${output}`, hash, outputPathName(derivationName, output));
}

/** Returns the name in the store of an output: that of the derivation, and the output's unless it is `out`. */
export function outputPathName(derivationName: string, output: string): string {
  return output === "out" ? derivationName : `${derivationName}-${output}`;
}

/** Returns the text that stands for an output of another derivation until that is built. */
function deferredPlaceholder(store: StoreContext, derivationPath: string, outputName: string): string {
  const digits = derivationPath.slice(store.storeFolder.length + 1).split("-", 1)[0] ?? "";
  return `/${base32Of(store.hasher.hash("sha256", `nix-upstream-output:${digits}:${outputName}`))}`;
}

/** Returns the text that stands for an output's path before it is known. */
export function outputPlaceholder(store: StoreContext, output: string): string {
  return `/${base32Of(store.hasher.hash("sha256", `nix-output:${output}`))}`;
}

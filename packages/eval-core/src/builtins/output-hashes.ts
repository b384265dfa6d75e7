/**
 * Outputs of derivations that are known by their contents: by a hash that is given, or by one that only building would
 * tell. The latter are features of implementations that have to be switched on.
 */
import { EvalError } from "../eval/error.ts";
import type { Machine } from "../eval/machine.ts";
import { hexOf } from "../store/bytes.ts";
import type { DerivationOutput } from "../store/derivation.ts";
import type { OutputText } from "../store/derivation-text.ts";
import type { Hash, HashAlgorithm } from "../store/hash.ts";
import { hashSize, parseHash } from "../store/hash.ts";
import type { HashMode } from "../store/store-path.ts";
import { fixedStorePath, makeStorePath } from "../store/store-path.ts";

/** How the contents of an output are hashed; `text` is a file that may refer to other store paths. */
export type OutputMode = HashMode | "text";

/** What becomes known by building: the contents of an output, or nothing that lasts. */
export type Floating = "content" | "impure";

const features: Readonly<Record<Floating, string>> = { content: "ca-derivations", impure: "impure-derivations" };

/** Fails unless an experimental feature of implementations is on. */
export function requireFeature(machine: Machine, feature: string): void {
  if (machine.options.experimental.has(feature)) return;
  const advice = `use '--extra-experimental-features ${feature}' to override`;
  throw new EvalError("eval/unsupported", `experimental Nix feature '${feature}' is disabled; ${advice}`);
}

/** Returns how outputs are known after a further attribute said so. */
export function combineFloating(machine: Machine, known: Floating | null, next: Floating): Floating {
  if (machine.compat.name === "lix") {
    const what = next === "impure" ? "impure" : "content-addressed";
    throw new EvalError("eval/unsupported", `${what} derivations are not supported in Lix`);
  }
  requireFeature(machine, features[next]);
  if (known !== null && known !== next) {
    throw new EvalError("eval/derivation", "derivation cannot be both content-addressed and impure");
  }
  return next;
}

/** Returns the mode that `outputHashMode` names. */
export function outputModeOf(machine: Machine, text: string): OutputMode {
  if (text === "recursive" || text === "nar") return "recursive";
  if (text === "flat") return "flat";
  if (text === "text" && machine.compat.name !== "nix-2.8") {
    requireFeature(machine, "dynamic-derivations");
    return "text";
  }
  throw new EvalError("eval/derivation", `invalid value '${text}' for 'outputHashMode' attribute`);
}

const prefixes: Readonly<Record<OutputMode, string>> = { flat: "", recursive: "r:", text: "text:" };

/** Returns an output whose hash only building would tell. */
export function floatingOutput({
  algorithm,
  mode,
  floating,
}: {
  readonly algorithm: HashAlgorithm | null;
  readonly mode: OutputMode | null;
  readonly floating: Floating;
}): OutputText {
  const hash = floating === "impure" ? "impure" : "";
  return { path: "", hashAlgorithm: prefixes[mode ?? "recursive"] + (algorithm ?? "sha256"), hash };
}

interface GivenHash {
  /** The name of the derivation. */
  readonly name: string;
  readonly digits: string;
  readonly algorithm: HashAlgorithm | null;
  readonly mode: OutputMode;
}

/** Returns an output whose hash is given. */
export function knownOutput(machine: Machine, { name, digits, algorithm, mode }: GivenHash): DerivationOutput {
  const hash = parseOutputHash(machine, digits, algorithm);
  const hex = hexOf(hash.bytes);
  const path =
    mode === "text"
      ? makeStorePath(machine.store.context, "text", hex, name)
      : fixedStorePath(machine.store.context, name, hash, mode);
  return { path, hashAlgorithm: prefixes[mode] + hash.algorithm, hash: hex };
}

/** Returns the hash of a fixed output; nothing stands for zeros, with a warning. */
function parseOutputHash(machine: Machine, digits: string, algorithm: HashAlgorithm | null): Hash {
  if (digits === "") {
    if (algorithm === null) throw new EvalError("eval/derivation", "empty hash requires explicit hash algorithm");
    const bytes = new Uint8Array(hashSize(algorithm));
    machine.host.print(`warning: found empty hash, assuming '${algorithm}-${"A".repeat(43)}='`);
    return { algorithm, bytes };
  }
  const parsed = parseHash(digits, algorithm);
  if ("problem" in parsed) throw new EvalError("eval/derivation", parsed.problem);
  return parsed.hash;
}

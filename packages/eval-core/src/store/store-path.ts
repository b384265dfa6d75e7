/**
 * Store paths: `<store folder>/<32 base-32 digits>-<name>`. The digits are 160 bits folded from the SHA-256 of a text
 * that says what kind of object it is, its hash, the store folder and the name.
 */
import { base32Of } from "./base32.ts";
import { hexDigitAt, hexOf } from "./bytes.ts";
import type { Hash, Hasher } from "./hash.ts";

/** The folder all store paths are in, unless an evaluation says otherwise. */
export const defaultStoreFolder = "/nix/store";

/** How the contents of a path were hashed: as a flat file or as an archive. */
export type HashMode = "flat" | "recursive";

/** What the computation of store paths needs: where the store is and how to hash. */
export interface StoreContext {
  readonly storeFolder: string;
  readonly hasher: Hasher;
}

const maximalNameLength = 211;

/** Returns why a name cannot be that of a store path, or null if it can. */
export function storeNameProblem(name: string): string | null {
  if (name === "") return "name must not be empty";
  if (name.length > maximalNameLength) return `name '${name}' must be no longer than ${maximalNameLength} characters`;
  if (name === "." || name === "..") return `name '${name}' is not valid`;
  if (name.startsWith(".-") || name.startsWith("..-")) {
    const dots = name.startsWith("..") ? ".." : ".";
    return `name '${name}' is not valid: first dash-separated component must not be '${dots}'`;
  }
  const illegal = /[^0-9a-zA-Z+\-._?=]/.exec(name);
  return illegal === null ? null : `name '${name}' contains illegal character '${illegal[0]}'`;
}

/** Returns the store path of an object of a kind (`text:…`, `source`, `output:out`) with a SHA-256 in hexadecimal. */
export function makeStorePath(store: StoreContext, kind: string, sha256Hex: string, name: string): string {
  const description = `${kind}:sha256:${sha256Hex}:${store.storeFolder}:${name}`;
  const digest = store.hasher.hashHex("sha256", description);
  return `${store.storeFolder}/${base32Of(foldDigits(digest, 20))}-${name}`;
}

/** Folds the bytes of hexadecimal digits, which cost less to get than bytes, into fewer by exclusive or. */
function foldDigits(hex: string, size: number): number[] {
  const folded = new Array<number>(size).fill(0);
  for (let at = 0; 2 * at < hex.length; at++) {
    const byte = (hexDigitAt(hex, 2 * at) << 4) | hexDigitAt(hex, 2 * at + 1);
    folded[at % size] = (folded[at % size] ?? 0) ^ byte;
  }
  return folded;
}

/** Returns the store path of a text file with references to other store paths, in byte order and each once. */
export function textStorePath(
  store: StoreContext,
  name: string,
  text: string | Uint8Array,
  references: readonly string[],
): string {
  const kind = references.length === 0 ? "text" : `text:${references.join(":")}`;
  return makeStorePath(store, kind, store.hasher.hashHex("sha256", text), name);
}

/** Returns the store path of contents known by their hash: fixed outputs, and sources (archives with SHA-256). */
export function fixedStorePath(store: StoreContext, name: string, hash: Hash, mode: HashMode): string {
  const hex = hexOf(hash.bytes);
  if (mode === "recursive" && hash.algorithm === "sha256") return makeStorePath(store, "source", hex, name);
  const method = mode === "recursive" ? "r:" : "";
  const inner = store.hasher.hashHex("sha256", `fixed:out:${method}${hash.algorithm}:${hex}:`);
  return makeStorePath(store, "output:out", inner, name);
}

/** Returns the part of a path up to and including the name in the store, or null if it is not in the store. */
export function storePathPrefixOrNull(storeFolder: string, path: string): string | null {
  if (!path.startsWith(`${storeFolder}/`)) return null;
  const end = path.indexOf("/", storeFolder.length + 1);
  const prefix = end < 0 ? path : path.slice(0, end);
  const base = prefix.slice(storeFolder.length + 1);
  return /^[0-9a-df-np-sv-z]{32}-/.test(base) && storeNameProblem(base.slice(33)) === null ? prefix : null;
}

/** Returns the name part of a store path: what follows the digits. */
export function storePathName(storeFolder: string, path: string): string {
  return path.slice(storeFolder.length + 1 + 33);
}

/**
 * Hashes as Nix writes and reads them: four algorithms; hexadecimal, base 32, base 64 and the SRI form. Computing one
 * is injected as a `Hasher`, because the fastest way differs between Node and browsers.
 */
import { base32Length, base32Of, bytesOfBase32 } from "./base32.ts";
import { base64Of, bytesOfBase64 } from "./base64.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";

export type HashAlgorithm = "md5" | "sha1" | "sha256" | "sha512" | "blake3";

export type HashFormat = "base16" | "nix32" | "base64" | "sri";

export interface Hash {
  readonly algorithm: HashAlgorithm;
  readonly bytes: Uint8Array;
}

/** A hash being computed over chunks. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

/** Computes hashes. Latin-1 strings stand for their bytes. */
export interface Hasher {
  hash(algorithm: HashAlgorithm, data: Uint8Array | string): Uint8Array;
  /** Returns a hash in hexadecimal. */
  hashHex(algorithm: HashAlgorithm, data: Uint8Array | string): string;
  start(algorithm: HashAlgorithm): RunningHash;
}

const sizes: Readonly<Record<HashAlgorithm, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64, blake3: 32 };

/** Returns the number of bytes of an algorithm's hashes. */
export function hashSize(algorithm: HashAlgorithm): number {
  return sizes[algorithm];
}

/** Returns the algorithm of that name, or null. */
export function hashAlgorithmOrNull(name: string): HashAlgorithm | null {
  return name === "md5" || name === "sha1" || name === "sha256" || name === "sha512" || name === "blake3" ? name : null;
}

/** Returns a hash in one of the forms Nix prints; `base16`, `nix32` and `base64` without the algorithm. */
export function renderHash({ algorithm, bytes }: Hash, format: HashFormat): string {
  switch (format) {
    case "base16":
      return hexOf(bytes);
    case "nix32":
      return base32Of(bytes);
    case "base64":
      return base64Of(bytes);
    case "sri":
      return `${algorithm}-${base64Of(bytes)}`;
  }
}

export type ParsedHash = { readonly hash: Hash } | { readonly problem: string };

/**
 * Returns the hash a text stands for: `algorithm:digits`, `algorithm-base64` (SRI) or digits alone if the algorithm is
 * given. A prefix must agree with a given algorithm. The number of digits tells the base.
 */
export function parseHash(text: string, given: HashAlgorithm | null): ParsedHash {
  const colon = text.indexOf(":");
  const dash = text.indexOf("-");
  const isSri = colon < 0 && dash >= 0;
  const separator = colon >= 0 ? colon : dash;
  if (separator < 0) {
    if (given === null)
      return { problem: `hash '${text}' does not include a type, nor is the type otherwise known from context` };
    return parseDigits(text, text, given, isSri);
  }
  const algorithm = hashAlgorithmOrNull(text.slice(0, separator));
  if (algorithm === null) return { problem: `unknown hash algorithm '${text.slice(0, separator)}'` };
  if (given !== null && given !== algorithm) return { problem: `hash '${text}' should have type '${given}'` };
  return parseDigits(text, text.slice(separator + 1), algorithm, isSri);
}

function parseDigits(whole: string, digits: string, algorithm: HashAlgorithm, isSri: boolean): ParsedHash {
  const size = hashSize(algorithm);
  let bytes: Uint8Array | null = null;
  if (!isSri && digits.length === size * 2) bytes = bytesOfHex(digits);
  else if (!isSri && digits.length === base32Length(size)) bytes = bytesOfBase32(digits);
  else if (isSri || digits.length === base64Length(size)) bytes = bytesOfBase64(digits);
  else return { problem: `hash '${whole}' has wrong length for hash algorithm '${algorithm}'` };
  if (bytes === null || bytes.length !== size) {
    return { problem: isSri ? `invalid SRI hash '${digits}'` : `invalid hash '${whole}'` };
  }
  return { hash: { algorithm, bytes } };
}

function base64Length(byteCount: number): number {
  return Math.ceil(byteCount / 3) * 4;
}

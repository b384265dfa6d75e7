/** Hashes in plain JavaScript, for hosts without a faster way. */
import { bytesOfLatin1 } from "@lix-tools/parser";
import { blake3 } from "@noble/hashes/blake3.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { hexOf } from "./bytes.ts";
import type { HashAlgorithm, Hasher, RunningHash } from "./hash.ts";

const functions = { md5, sha1, sha256, sha512, blake3 } as const;

function hashOf(algorithm: HashAlgorithm, data: Uint8Array | string): Uint8Array {
  return functions[algorithm](typeof data === "string" ? bytesOfLatin1(data) : data);
}

/** Computes every algorithm without the platform's help. */
export const portableHasher: Hasher = {
  hash: hashOf,
  hashHex: (algorithm, data) => hexOf(hashOf(algorithm, data)),
  start: (algorithm: HashAlgorithm): RunningHash => {
    const running = functions[algorithm].create();
    return {
      update: (bytes) => void running.update(bytes),
      digest: () => running.digest(),
    };
  },
};

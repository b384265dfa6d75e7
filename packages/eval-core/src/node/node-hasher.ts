/** Hashes through Node's own library, which is several times faster than plain JavaScript. */
import type Crypto from "node:crypto";
import type { HashAlgorithm, Hasher, RunningHash } from "../store/hash.ts";
import { portableHasher } from "../store/portable-hasher.ts";

const ascii = /^[\x00-\x7f]*$/;

/** Strings are hashed as UTF-8, which for ASCII is the same and saves a copy. */
function bytesFor(data: Uint8Array | string): Uint8Array | string {
  return typeof data === "string" && !ascii.test(data) ? Buffer.from(data, "latin1") : data;
}

/** Computes hashes with `node:crypto`; BLAKE3, which it lacks, in plain JavaScript. */
class NodeHasher implements Hasher {
  private loaded: typeof Crypto | undefined;

  hash(algorithm: HashAlgorithm, data: Uint8Array | string): Uint8Array {
    if (algorithm === "blake3") return portableHasher.hash(algorithm, data);
    return this.crypto().hash(algorithm, bytesFor(data), "buffer");
  }

  hashHex(algorithm: HashAlgorithm, data: Uint8Array | string): string {
    if (algorithm === "blake3") return portableHasher.hashHex(algorithm, data);
    return this.crypto().hash(algorithm, bytesFor(data), "hex");
  }

  start(algorithm: HashAlgorithm): RunningHash {
    if (algorithm === "blake3") return portableHasher.start(algorithm);
    const running = this.crypto().createHash(algorithm);
    return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
  }

  /** Loading it takes some milliseconds, which an evaluation without hashes need not spend. */
  private crypto(): typeof Crypto {
    return (this.loaded ??= process.getBuiltinModule("node:crypto"));
  }
}

/** Returns a hasher on Node's own library. */
export function createNodeHasher(): Hasher {
  return new NodeHasher();
}

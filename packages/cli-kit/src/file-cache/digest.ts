/** Digests that tell whether bytes are the same as in an earlier run. */

/** Bytes of a digest. */
export const digestBytes = 20;

/** Returns the digest of bytes, or of a text that says what a payload depends on besides the file. */
export function digestOf(bytes: Uint8Array | string): Uint8Array {
  // Loading it takes some milliseconds, which most runs need not spend.
  return process.getBuiltinModule("node:crypto").createHash("sha1").update(bytes).digest();
}

/** Tells whether two digests are the same. */
export function isSameDigest(left: Uint8Array, right: Uint8Array): boolean {
  for (let at = 0; at < digestBytes; at++) if (left[at] !== right[at]) return false;
  return true;
}

/** What tells one text from another. */
import { createHash } from "node:crypto";

/** Returns the hash of a text, in hexadecimal. */
export function textHash(text: Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

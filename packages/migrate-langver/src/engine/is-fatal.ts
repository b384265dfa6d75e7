/** Which problems of a text keep it from being migrated. */
import type { Diagnostic } from "@lix-tools/parser";

/** Tells whether a text with this problem is left alone as a whole. A NUL in a string is a codemod's affair. */
export function isFatal({ severity, code }: Diagnostic): boolean {
  return severity === "error" && code !== "syntax/nul-in-string";
}

/** Saves what shows a mismatch: the old file, the smallest new one that fails, and what was evaluated. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EvaluationMismatch } from "./evaluation-account.ts";

/** A mismatch with the texts. */
export interface Reproducer extends Omit<EvaluationMismatch, "reproducer"> {
  readonly source: Uint8Array;
  readonly text: Uint8Array;
}

/** Returns the folder that it was saved in, or null where it could not be. */
export function saveReproducer(folder: string, { source, text, ...mismatch }: Reproducer): string | null {
  const hash = createHash("sha256").update(source).update(text).digest("hex").slice(0, 12);
  const path = join(folder, hash);
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "before.nix"), source);
    writeFileSync(join(path, "after.nix"), text);
    writeFileSync(join(path, "mismatch.json"), `${JSON.stringify(mismatch, null, 1)}\n`);
    return path;
  } catch {
    // The report names the mismatch all the same.
    return null;
  }
}

/** Directories made for one test and removed after it. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A file by its text or bytes, or a symbolic link. */
export type TreeEntry = string | Uint8Array | { readonly link: string };

/** Makes a directory that everybody may read, with the entries given by path, and returns its path. */
export function temporaryTree(entries: Readonly<Record<string, TreeEntry>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lix-tools-")));
  chmodSync(root, 0o755);
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, entry] of Object.entries(entries)) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    if (typeof entry === "string" || entry instanceof Uint8Array) writeFileSync(full, entry);
    else symlinkSync(entry.link, full);
  }
  return root;
}

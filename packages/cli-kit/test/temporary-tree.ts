/** Directories made for one test and removed after it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Makes a directory with the files given as path and text, or path and `{ link }`, and returns its path. */
export function temporaryTree(entries: Readonly<Record<string, string | { readonly link: string }>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cli-kit-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, entry] of Object.entries(entries)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (typeof entry === "string") writeFileSync(join(root, path), entry);
    else symlinkSync(entry.link, join(root, path));
  }
  return root;
}

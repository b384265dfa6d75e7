/**
 * What is in a directory, as walks see it: the names of its entries and what they are.
 */
import { readdirSync } from "node:fs";
import { sep } from "node:path";

/** An entry of a directory. */
export interface DirectoryEntry {
  readonly name: string;
  /** A link is what it is itself, whatever it leads to. */
  readonly kind: "directory" | "file" | "link" | "other";
}

/** Returns the entries of a directory, ordered as the paths in and below it are, or throws as `readdirSync` does. */
export type ReadDirectory = (path: string) => readonly DirectoryEntry[];

/** Returns the entries that the disk has now. */
export function readEntries(path: string): readonly DirectoryEntry[] {
  const entries = readdirSync(path, { withFileTypes: true }).map((dirent): DirectoryEntry => {
    const { name } = dirent;
    if (dirent.isFile()) return { name, kind: "file" };
    if (dirent.isDirectory()) return { name, kind: "directory" };
    return { name, kind: dirent.isSymbolicLink() ? "link" : "other" };
  });
  return entries.length < 2 ? entries : entries.toSorted(byPath);
}

/** Orders the entries of a directory as the paths of the files in and below it are ordered. */
function byPath(a: DirectoryEntry, b: DirectoryEntry): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey({ name, kind }: DirectoryEntry): string {
  return kind === "directory" ? name + sep : name;
}

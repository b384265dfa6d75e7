/** The disk as handlers see it, and above it what the editor has open. */
import { isUtf8 } from "node:buffer";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { createBuiltinDocs } from "../facts/builtin-docs.ts";
import type { Document } from "../document.ts";
import type { FolderName, FoundPath, World } from "../world.ts";

/** Bytes of a file that is read without being open. */
const mostBytes = 8_000_000;
/** Names of a folder that are offered. */
const mostNames = 1000;
/** Files that are kept after they were read. */
const mostFiles = 200;

/** What the editor knows. */
export interface OpenFiles {
  /** Returns the document of a path, or null where it is not open. */
  readonly documentAt: (path: string) => Document | null;
  /** Returns a document of what the disk has. */
  readonly makeDocument: (path: string, text: string) => Document;
}

interface KeptFile {
  readonly state: string;
  readonly document: Document;
}

/** Returns the world. */
export function diskWorld({ documentAt, makeDocument }: OpenFiles): World {
  const kept = new Map<string, KeptFile>();
  const read = (path: string): Document | null => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !stats.isFile() || stats.size > mostBytes) return null;
    const state = `${stats.size} ${stats.mtimeMs}`;
    const known = kept.get(path);
    if (known?.state === state) return known.document;
    const document = makeDocument(path, readFileSync(path, "utf8"));
    if (kept.size >= mostFiles) kept.clear();
    kept.set(path, { state, document });
    return document;
  };
  return {
    builtins: createBuiltinDocs(),
    locate: (document, text) => (document.path === null ? null : located(fromFile(document.path, text))),
    locateSearchPath,
    open(path) {
      const { file } = located(path);
      return documentAt(file) ?? orNull(() => read(file));
    },
    isUtf8: (path) => orNull(() => isUtf8(readFileSync(path))) ?? true,
    folderOf: dirname,
    list: (path) => orNull(() => namesIn(path)) ?? [],
  };
}

/** A file that vanished or may not be read is not there. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function fromFile(file: string, text: string): string {
  return text.startsWith("~/") ? join(homedir(), text.slice(2)) : resolve(dirname(file), text);
}

function located(path: string): FoundPath {
  const stats = orNull(() => statSync(path, { throwIfNoEntry: false }));
  if (stats === null || stats === undefined) return { path, type: "missing", file: path };
  if (!stats.isDirectory()) return { path, type: "file", file: path };
  const inside = join(path, "default.nix");
  return { path, type: "folder", file: existsSync(inside) ? inside : path };
}

/** `NIX_PATH` says where `<nixpkgs>` is; a folder without a name holds any. */
function locateSearchPath(text: string): FoundPath | null {
  for (const entry of (process.env["NIX_PATH"] ?? "").split(delimiter)) {
    const equals = entry.indexOf("=");
    const prefix = equals < 0 ? "" : entry.slice(0, equals);
    const folder = entry.slice(equals + 1);
    if (folder === "" || folder.includes("://")) continue;
    if (prefix !== "" && text !== prefix && !text.startsWith(`${prefix}/`)) continue;
    const found = located(join(folder, text.slice(prefix.length)));
    if (found.type !== "missing") return found;
  }
  return null;
}

function namesIn(path: string): FolderName[] {
  return readdirSync(path, { withFileTypes: true })
    .slice(0, mostNames)
    .map((entry): FolderName => ({ name: entry.name, type: entry.isDirectory() ? "folder" : "file" }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

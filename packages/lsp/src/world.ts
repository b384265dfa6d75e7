/**
 * What handlers may know of the world outside of the document they answer for. The server gives it to them; they never
 * touch a disk themselves.
 */
import type { BuiltinDocs } from "./facts/builtin-docs.ts";
import type { Document } from "./document.ts";

/** What a path leads to. */
export type PathType = "file" | "folder" | "missing";

/** A path and what is there. */
export interface FoundPath {
  readonly path: string;
  readonly type: PathType;
  /** What to show of it: of a folder the `default.nix`, if it has one. */
  readonly file: string;
}

/** One name in a folder. */
export interface FolderName {
  readonly name: string;
  readonly type: "file" | "folder";
}

/** Files and what never changes. */
export interface World {
  readonly builtins: BuiltinDocs;
  /** Returns where a path literal of a document leads, or null where the document is no file. */
  locate(document: Document, text: string): FoundPath | null;
  /** Returns where `<text>` leads, or null where the search path does not say. */
  locateSearchPath(text: string): FoundPath | null;
  /** Returns the file that importing a path reads, as the editor has it, else as the disk has it; or null. */
  open(path: string): Document | null;
  /** Tells whether a file on the disk is UTF-8; one that cannot be read is. */
  isUtf8(path: string): boolean;
  /** Returns the folder that a file is in. */
  folderOf(path: string): string;
  /** Returns what is in a folder; nothing where it cannot be read. */
  list(path: string): readonly FolderName[];
}

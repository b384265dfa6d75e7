/**
 * The only way from an evaluation to the world. A host gives it files, the environment, the system and the clock, and
 * takes the lines that `trace` and `warn` print. Hosts never write, build or fetch.
 *
 * Paths are absolute, canonical Latin-1 strings. A host follows symbolic links on the way to a path, as far as they stay
 * within what it offers, but never one at the path itself: the evaluator does that.
 */
import type { Allocate } from "@lix-tools/parser";
import type { Hasher } from "./store/hash.ts";

/** What a path leads to, as `readFileType` names it. */
export type FileType = "regular" | "directory" | "symlink" | "unknown";

/** What a host knows of a path without reading it. */
export interface FileStatus {
  readonly type: FileType;
  readonly executable: boolean;
  readonly size: number;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly type: FileType;
}

/** Files as an evaluation sees them. */
export interface FileHost {
  /** Returns what is at a path itself, or null if nothing is. */
  statusOrNull(path: string): FileStatus | null;
  readFile(path: string): Uint8Array;
  /** Returns the program to evaluate for a file, where that is not what the file says to those who read it as data. */
  readProgram?(path: string): Uint8Array;
  readFolder(path: string): readonly FolderEntry[];
  /** Returns the target of a symbolic link, as written. */
  readLink(path: string): string;
}

export interface Host {
  readonly files: FileHost;
  readonly hasher: Hasher;
  /** Returns a variable of the environment, or null. */
  environmentVariableOrNull(name: string): string | null;
  readonly currentSystem: string;
  /** Seconds since 1970. */
  readonly currentTime: number;
  /**
   * Gives memory of so many bytes for programs that are kept, where an `ArrayBuffer` each is not best for the engine.
   */
  readonly allocate?: Allocate;
  /** Takes a line for the user, without its line end. */
  print(line: string): void;
}

/** What a host throws when a file cannot be had. */
export class HostError extends Error {
  readonly reason: "missing" | "not-a-folder" | "not-a-file" | "denied" | "outside" | "too-large";
  readonly path: string;

  constructor(reason: HostError["reason"], path: string) {
    super(hostErrorText(reason, path));
    this.name = "HostError";
    this.reason = reason;
    this.path = path;
  }
}

function hostErrorText(reason: HostError["reason"], path: string): string {
  switch (reason) {
    case "missing":
      return `path '${path}' does not exist`;
    case "not-a-folder":
      return `'${path}' is not a directory`;
    case "not-a-file":
      return `'${path}' is not a regular file`;
    case "denied":
      return `cannot read '${path}': permission denied`;
    case "too-large":
      return `'${path}' is too large a file to read`;
    case "outside":
      return `access to path '${path}' is forbidden`;
  }
}

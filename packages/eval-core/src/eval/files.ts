/**
 * Files as builtins see them: through the host, with symbolic links followed, limited to the allowed paths in pure and
 * restricted evaluations, and with store paths that exist only in memory mapped back to what they were made from.
 */
import { bytesOfLatin1 } from "@lix-tools/parser";
import type { FileStatus, FolderEntry, Host } from "../host.ts";
import { HostError } from "../host.ts";
import { latin1Of } from "../store/bytes.ts";
import { canonicalPath } from "./coerce.ts";
import { EvalError } from "./error.ts";

/** Links followed from one path before it is taken for a loop. */
const linkLimit = 64;

/** What is behind a store path that is only computed: a file tree elsewhere, or a text. */
export type Backing =
  | { readonly kind: "tree"; readonly path: string }
  | { readonly kind: "text"; readonly text: string };

export interface FileAccess {
  /** Folders that may be read, or null for everything. */
  readonly allowedPaths: readonly string[] | null;
  /** Why not everything may be read, as messages name it. */
  readonly mode: "pure evaluation" | "restricted";
  readonly storeFolder: string;
}

/** Returns the path that a symbolic link leads to. */
function linkTarget(path: string, target: string): string {
  return canonicalPath(target.startsWith("/") ? target : `${path}/../${target}`);
}

export class Files {
  private readonly host: Host;
  private readonly access: FileAccess;
  private readonly backings = new Map<string, Backing>();
  /** Folders below allowed ones that are no links. */
  private readonly withoutLinks = new Set<string>();

  constructor(host: Host, access: FileAccess) {
    this.host = host;
    this.access = access;
  }

  /** Makes a computed store path readable. */
  back(storePath: string, backing: Backing): void {
    if (!this.backings.has(storePath)) this.backings.set(storePath, backing);
  }

  /** Tells whether a store path was computed in this evaluation. */
  isBacked(storePath: string): boolean {
    return this.backings.has(storePath);
  }

  /** Returns what is at a path, or null; a symbolic link is not followed. */
  statusOrNull(path: string): FileStatus | null {
    const place = this.locate(path);
    if (typeof place !== "string") return { type: "regular", executable: false, size: place.text.length };
    return this.run(path, () => this.host.files.statusOrNull(place));
  }

  /** Returns what a path leads to, or null. */
  followedStatusOrNull(path: string): FileStatus | null {
    return this.statusOrNull(this.follow(path));
  }

  /** Returns the bytes of a file as a Latin-1 string. */
  readText(path: string): string {
    const place = this.locate(this.follow(path));
    return typeof place === "string" ? latin1Of(this.readRegular(path, place)) : place.text;
  }

  /** Returns the program that a path known to be a regular file stands for. */
  readProgram(path: string): Uint8Array {
    const place = this.locate(path);
    if (typeof place !== "string") return bytesOfLatin1(place.text);
    const { files } = this.host;
    return this.run(path, () => files.readProgram?.(place) ?? files.readFile(place));
  }

  /** Returns the bytes of a file. */
  readBytes(path: string): Uint8Array {
    const place = this.locate(this.follow(path));
    return typeof place === "string" ? this.readRegular(path, place) : bytesOfLatin1(place.text);
  }

  private readRegular(path: string, place: string): Uint8Array {
    return this.run(path, () => {
      const status = this.host.files.statusOrNull(place);
      if (status === null) throw new HostError("missing", path);
      if (status.type !== "regular") throw new HostError("not-a-file", path);
      return this.host.files.readFile(place);
    });
  }

  /** Returns the entries of a folder, in the host's order. */
  readFolder(path: string): readonly FolderEntry[] {
    const target = this.follow(path);
    const place = this.locate(target);
    if (typeof place !== "string") throw new EvalError("eval/file", `'${target}' is not a directory`);
    return this.run(target, () => this.host.files.readFolder(place));
  }

  readLink(path: string): string {
    const place = this.locate(path);
    if (typeof place !== "string") throw new EvalError("eval/file", `'${path}' is not a symbolic link`);
    return this.run(path, () => this.host.files.readLink(place));
  }

  /** Returns the path that a path leads to after following links at its end. */
  follow(path: string): string {
    let current = path;
    for (let count = 0; count < linkLimit; count++) {
      if (this.statusOrNull(current)?.type !== "symlink") return current;
      current = linkTarget(current, this.readLink(current));
    }
    throw new EvalError("eval/file", `infinite symlink recursion in path '${path}'`);
  }

  /** Returns the path by which the host knows a file: its own, or that of what a computed store path was made from. */
  hostPathOf(path: string): string {
    const place = this.locate(path);
    return typeof place === "string" ? place : path;
  }

  /** Returns where the host has a path: itself, or what a computed store path was made from. */
  private locate(path: string): string | { readonly text: string } {
    const { storeFolder } = this.access;
    if (path.startsWith(storeFolder) && this.backings.size > 0) {
      const end = path.indexOf("/", storeFolder.length + 1);
      const backing = this.backings.get(end < 0 ? path : path.slice(0, end));
      if (backing?.kind === "tree") {
        const place = end < 0 ? backing.path : backing.path + path.slice(end);
        this.checkAllowed(place, linkLimit);
        return place;
      }
      if (backing?.kind === "text") return backing;
    }
    this.checkAllowed(path, linkLimit);
    return path;
  }

  /** Throws unless a path is below an allowed folder, whatever links are on the way. */
  private checkAllowed(path: string, links: number): void {
    const { allowedPaths, mode } = this.access;
    if (allowedPaths === null) return;
    const folder = allowedPaths.find((one) => path === one || one === "/" || path.startsWith(`${one}/`));
    if (folder === undefined || links === 0) {
      throw new EvalError("eval/pure", `access to absolute path '${path}' is forbidden in ${mode} mode`);
    }
    if (folder !== "/") this.checkWay(path, folder.length + 1, links);
  }

  /** Throws if a folder on the way to a path is a link that leads out of the allowed folders. */
  private checkWay(path: string, from: number, links: number): void {
    for (let slash = path.indexOf("/", from); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      const part = path.slice(0, slash);
      if (this.withoutLinks.has(part)) continue;
      const isLink = this.run(part, () => this.host.files.statusOrNull(part))?.type === "symlink";
      if (isLink) {
        const target = this.run(part, () => this.host.files.readLink(part));
        this.checkAllowed(linkTarget(part, target) + path.slice(slash), links - 1);
        return;
      }
      this.withoutLinks.add(part);
    }
  }

  /** Calls the host and turns its errors into those of the evaluation, naming the path that was asked for. */
  private run<T>(path: string, body: () => T): T {
    try {
      return body();
    } catch (error) {
      if (error instanceof HostError) throw new EvalError("eval/file", new HostError(error.reason, path).message);
      throw error;
    }
  }
}

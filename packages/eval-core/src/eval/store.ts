/**
 * The store of one evaluation. Nothing is written: adding a source or a text computes the path it would have and
 * remembers what is behind it, so that it can be read and imported from; derivations are kept by path.
 */
import type { Host } from "../host.ts";
import { compareBytes } from "../store/bytes.ts";
import type { KnownDerivation } from "../store/derivation.ts";
import { DerivationTable } from "../store/derivation.ts";
import type { Hash } from "../store/hash.ts";
import type { NarNode } from "../store/nar.ts";
import { writeNar } from "../store/nar.ts";
import type { HashMode, StoreContext } from "../store/store-path.ts";
import { fixedStorePath, storeNameProblem, textStorePath } from "../store/store-path.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { ContextReader } from "../value/context.ts";
import { EvalError } from "./error.ts";
import { Files } from "./files.ts";

/** Decides whether a path becomes part of a source, given its type. */
export type PathFilter = (path: string, type: string) => boolean;

export interface SourceRequest {
  readonly path: string;
  readonly name: string;
  readonly filter: PathFilter | null;
  readonly mode: HashMode;
}

/** What a walk over a file tree leaves out, and what it has met. */
interface ArchiveWalk {
  readonly filter: PathFilter | null;
  readonly hashed: string[];
}

/** Folders deeper than this are taken for a loop. */
const folderDepthLimit = 1000;

/** What became part of the store: the files that were hashed for it, and the store paths that a text refers to. */
export interface StoreAddition {
  readonly storePath: string;
  readonly files: readonly string[];
  readonly references: readonly string[];
}

export interface EvalStoreOptions {
  readonly host: Host;
  readonly storeFolder: string;
  readonly pure: boolean;
  readonly restricted: boolean;
  readonly allowedPaths: readonly string[];
  /** Told of every source and text that is added; or null. */
  readonly onAddition: ((addition: StoreAddition) => void) | null;
}

export class EvalStore {
  readonly context: StoreContext;
  readonly files: Files;
  readonly derivations: DerivationTable = new DerivationTable();
  /** What the derivations made so far are to programs. */
  readonly derivationSets: Map<KnownDerivation, AttrSet> = new Map();
  readonly contexts: ContextReader = new ContextReader();
  private readonly sources = new Map<string, string>();
  private readonly onAddition: EvalStoreOptions["onAddition"];

  constructor(options: EvalStoreOptions) {
    const { host, storeFolder, allowedPaths } = options;
    this.onAddition = options.onAddition;
    this.context = { storeFolder, hasher: host.hasher };
    this.files = new Files(host, {
      storeFolder,
      allowedPaths: options.pure || options.restricted ? allowedPaths : null,
      mode: options.pure ? "pure evaluation" : "restricted",
    });
  }

  /** Returns the store path of a file tree under its own name, as interpolating a path gives it. */
  addSource(path: string): string {
    const known = this.sources.get(path);
    if (known !== undefined) return known;
    const storePath = this.addTree({ path, name: baseName(path), filter: null, mode: "recursive" });
    this.sources.set(path, storePath);
    return storePath;
  }

  /** Returns the store path of a file tree, part of it left out if there is a filter. */
  addTree(request: SourceRequest): string {
    this.checkName(request.name);
    const files: string[] = [];
    const hash = this.hashTree(request, files);
    const storePath = fixedStorePath(this.context, request.name, hash, request.mode);
    this.files.back(storePath, { kind: "tree", path: this.files.follow(request.path) });
    this.onAddition?.({ storePath, files, references: [] });
    return storePath;
  }

  /** Returns the SHA-256 of a file tree, as an archive or of a single file; adds what it hashed to `hashed`. */
  hashTree(request: Pick<SourceRequest, "path" | "filter" | "mode">, hashed: string[] = []): Hash {
    if (request.mode === "flat") {
      hashed.push(this.files.hostPathOf(this.files.follow(request.path)));
      const bytes = this.context.hasher.hash("sha256", this.files.readBytes(request.path));
      return { algorithm: "sha256", bytes };
    }
    const running = this.context.hasher.start("sha256");
    writeNar(this.archive(request.path, { filter: request.filter, hashed }, 0), (chunk) => running.update(chunk));
    return { algorithm: "sha256", bytes: running.digest() };
  }

  /** Returns the store path of a text that refers to other store paths. */
  addText(name: string, text: string, references: Iterable<string>): string {
    this.checkName(name);
    const sorted = [...new Set(references)].sort(compareBytes);
    const storePath = textStorePath(this.context, name, text, sorted);
    this.files.back(storePath, { kind: "text", text });
    this.onAddition?.({ storePath, files: [], references: sorted });
    return storePath;
  }

  /** Throws if a name cannot be that of a store path. */
  checkName(name: string): void {
    const problem = storeNameProblem(name);
    if (problem !== null) throw new EvalError("eval/derivation", problem);
  }

  private archive(path: string, walk: ArchiveWalk, depth: number): NarNode {
    const status = this.files.statusOrNull(path);
    if (status === null) throw new EvalError("eval/file", `path '${path}' does not exist`);
    switch (status.type) {
      case "regular":
        walk.hashed.push(this.files.hostPathOf(path));
        return { type: "regular", executable: status.executable, contents: this.files.readBytes(path) };
      case "symlink":
        return { type: "symlink", target: this.files.readLink(path) };
      case "directory":
        return this.archiveFolder(path, walk, depth);
      case "unknown":
        throw new EvalError("eval/file", `file '${path}' has an unsupported type`);
    }
  }

  private archiveFolder(path: string, walk: ArchiveWalk, depth: number): NarNode {
    const { filter } = walk;
    if (depth > folderDepthLimit) throw new EvalError("eval/file", `folders in '${path}' are too deep`);
    const entries = this.files
      .readFolder(path)
      .filter((entry) => filter === null || filter(joinPath(path, entry.name), entry.type))
      .map(({ name }) => ({ name, node: () => this.archive(joinPath(path, name), walk, depth + 1) }));
    return { type: "directory", entries };
  }
}

/** Returns the last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function joinPath(folder: string, name: string): string {
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}

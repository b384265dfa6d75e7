/**
 * Compiled code of a program, kept in the cache directory of the user from run to run. What is there was put there by
 * the user's own runs and nobody else, or it is not touched; nothing that goes wrong here is an error.
 *
 * The first run of a program only leaves an empty file, so that a machine that is thrown away after a run does not
 * compile for the next one. The second run fills it: a line of JSON in `headBytes` bytes, then the code of all modules.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheFolderOf, isOwn, isOwnFolder, isSwitchedOff } from "../user-cache/user-cache.ts";
import { writeEntry } from "../user-cache/write-entry.ts";
import type { Program } from "./program.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the compiled code of modules in a directory. */
export type Compile = (directory: string, modules: readonly string[]) => ReadonlyMap<string, Uint8Array>;

/** The compiled code of a program's modules. */
export interface CodeCache {
  /** Returns the code of a module; undefined where there is none or the module has changed. */
  read(module: string): Uint8Array | undefined;
  /** Says that code was of no use. The cache stays empty from then on, as compiling again would not help. */
  reject(): void;
}

/** Where the code of a module is, and the state of the module when it was compiled. */
interface Entry {
  readonly offset: number;
  readonly length: number;
  readonly size: number;
  readonly modified: number;
}

interface Head {
  readonly key: string;
  readonly modules: Readonly<Record<string, Entry>>;
}

/** Bytes before the code. */
const headBytes = 8192;

/** Days after which code that was not compiled since is removed: programs of then are mostly gone. */
const keptDays = 30;

/** Returns the code of a program, which `compile` makes if there is none; null where it cannot be kept or not yet. */
export function openCodeCache(program: Program, env: Environment, compile: Compile): CodeCache | null {
  // Code for measuring coverage is other code.
  if (isSwitchedOff(env) || (env["NODE_V8_COVERAGE"] ?? "") !== "") return null;
  try {
    const folder = cacheFolderOf(program.name, "code", env);
    const key = keyOf(program, env);
    const place = { path: join(folder, fileNameOf(key)), key };
    const state = isOwnFolder(folder) ? readFile(place, program) : "absent";
    if (typeof state === "object") return state;
    if (program.modules === null) return null;
    if (state === "empty") return fill(folder, place, { ...program, modules: program.modules }, compile);
    markSeen(folder, place);
  } catch {
    // Then it is as if there were none.
  }
  return null;
}

/** The file that the code of a program is kept in, and what it has to say of itself. */
interface Place {
  readonly path: string;
  readonly key: string;
}

/** Returns everything that decides whether code fits: the program, the engine and its flags. */
function keyOf({ directory, build }: Program, env: Environment): string {
  const { version, arch, versions, execArgv } = process;
  return JSON.stringify([directory, build, version, arch, versions.v8, execArgv, env["NODE_OPTIONS"] ?? ""]);
}

function fileNameOf(key: string): string {
  // Two sums of 32 bits; a digest would cost more than it is worth, as the file knows its key.
  let [left, right] = [0x811c_9dc5, 0];
  for (let at = 0; at < key.length; at++) {
    left = Math.imul(left ^ key.charCodeAt(at), 0x0100_0193);
    right = Math.imul(right, 31) + key.charCodeAt(at);
  }
  return [left, right].map((sum) => (sum >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Leaves an empty file where there is none. */
function markSeen(folder: string, { path }: Place): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isOwnFolder(folder)) closeSync(openSync(path, "wx", 0o600));
}

/** Returns the code in a file, or what else there is in its place. Throws where that is of no use. */
function readFile({ path, key }: Place, { directory }: Program): CodeCache | "absent" | "empty" {
  const file = openOrNull(path);
  if (file === null) return "absent";
  let isKept = false;
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || !isOwn(stats)) throw new Error("not the user's own");
    if (stats.size === 0) return "empty";
    const head = parseHead(readPiece(file, 0, headBytes), key);
    isKept = true;
    return new FileCodeCache(path, file, head.modules, directory);
  } finally {
    if (!isKept) closeSync(file);
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parseHead(bytes: Buffer, key: string): Head {
  // Only this program writes such files, and all or nothing.
  const head = JSON.parse(bytes.toString()) as Head;
  if (head.key !== key) throw new Error("of another program");
  return head;
}

function readPiece(file: number, offset: number, length: number): Buffer {
  // V8 reads words.
  const bytes = Buffer.allocUnsafeSlow(length);
  if (readSync(file, bytes, 0, length, offset) !== length) throw new Error("cut off");
  return bytes;
}

class FileCodeCache implements CodeCache {
  private readonly path: string;
  private readonly file: number;
  private readonly entries: Readonly<Record<string, Entry>>;
  private readonly directory: string;
  private isRejected = false;

  constructor(path: string, file: number, entries: Readonly<Record<string, Entry>>, directory: string) {
    this.path = path;
    this.file = file;
    this.entries = entries;
    this.directory = directory;
  }

  read(module: string): Uint8Array | undefined {
    const entry = this.entries[module];
    if (entry === undefined || this.isRejected) return undefined;
    try {
      const { size, mtimeMs } = statSync(join(this.directory, module));
      if (size !== entry.size || mtimeMs !== entry.modified) return undefined;
      return readPiece(this.file, headBytes + entry.offset, entry.length);
    } catch {
      return undefined;
    }
  }

  reject(): void {
    if (this.isRejected) return;
    this.isRejected = true;
    try {
      writeEntry(this.path, [useless], { isSynced: true });
    } catch {
      // Then it is rejected again next time.
    }
  }
}

/** What is in a file that is not to be filled. */
const useless: Uint8Array = Buffer.from("-\n");

/** Compiles a program and returns its code, which is in the file from now on. */
function fill(
  folder: string,
  place: Place,
  program: Program & { readonly modules: readonly string[] },
  compile: Compile,
): CodeCache | null {
  const { directory, modules } = program;
  // Whatever fails from here on fails once. Nor does another run begin with the same.
  writeEntry(place.path, [useless], { isSynced: true });
  const entries: Record<string, Entry> = {};
  const states = new Map(modules.map((module) => [module, statSync(join(directory, module))]));
  const compiled = compile(directory, modules);
  let offset = 0;
  for (const [module, { length }] of compiled) {
    const state = states.get(module);
    if (state !== undefined) entries[module] = { offset, length, size: state.size, modified: state.mtimeMs };
    offset += length;
  }
  const head: Head = { key: place.key, modules: entries };
  const line = Buffer.alloc(headBytes, " ");
  const text = JSON.stringify(head);
  if (line.write(text) < Buffer.byteLength(text)) return null;
  writeEntry(place.path, [line, ...compiled.values()], { isSynced: true });
  removeOld(folder);
  const state = readFile(place, program);
  return typeof state === "object" ? state : null;
}

function removeOld(folder: string): void {
  const oldest = Date.now() - keptDays * 24 * 3600 * 1000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
  }
}

/** Loading files: finding them, reading them as programs, compiling and evaluating them, each once. */
import { bytesOfLatin1 } from "@lix-tools/parser";
import { Thunk, force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { compile } from "./compile.ts";
import { EvalError, withFrame } from "./error.ts";
import type { Machine } from "./machine.ts";
import { SourceFile } from "./source-file.ts";

/** What global names mean in a program, and the features it has if it does not say. */
export interface Globals {
  readonly values: ReadonlyMap<string, Lazy>;
  /** Those that are not the standard ones. */
  readonly shadowed: ReadonlySet<string>;
  readonly features: ReadonlySet<string> | null;
}

const none: ReadonlySet<string> = new Set();

/** Returns the standard meaning of global names. */
export function standardGlobals(machine: Machine): Globals {
  return { values: machine.globals, shadowed: none, features: null };
}

/** Returns the file that importing a path reads: links followed, `default.nix` of a folder. */
export function resolveImport(machine: Machine, path: string): string {
  const { files } = machine.store;
  let resolved = path;
  let status = files.statusOrNull(path);
  if (status?.type === "symlink") {
    resolved = files.follow(path);
    status = files.statusOrNull(resolved);
  }
  if (status === null) throw new EvalError("eval/file", `path '${path}' does not exist`);
  if (status.type === "regular") return resolved;
  if (status.type === "directory") return resolveImport(machine, `${resolved === "/" ? "" : resolved}/default.nix`);
  throw new EvalError("eval/file", `'${path}' is not a regular file`);
}

/** Returns the value of a file with the standard globals. A file is evaluated once. */
export function importFile(machine: Machine, path: string): Value {
  const known = machine.imports.get(path);
  if (known !== undefined) return force(known);
  const file = resolveImport(machine, path);
  let lazy = machine.imports.get(file);
  if (lazy === undefined) {
    lazy = new Thunk(() => evaluateFile(machine, file, standardGlobals(machine)), null);
    machine.imports.set(file, lazy);
  }
  machine.imports.set(path, lazy);
  return force(lazy);
}

/** Returns the value of a file with globals of its own. */
export function evaluateFile(machine: Machine, path: string, globals: Globals): Value {
  const source = new SourceFile(path, "file", () => machine.store.files.readProgram(path));
  const folder = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  try {
    const evaluate = (): Value =>
      evaluateSource(machine, { bytes: machine.store.files.readProgram(path), file: source, folder }, globals);
    const { profiler } = machine.options;
    return profiler === null ? evaluate() : profiler.run({ name: "(file)", file: source, offset: 0 }, evaluate);
  } catch (error) {
    throw withFrame(error, () => `while evaluating the file '${path}'`, null);
  }
}

export interface Source {
  readonly bytes: Uint8Array;
  readonly file: SourceFile;
  /** The folder that relative paths start from. */
  readonly folder: string;
}

/** Returns the value of a source. */
export function evaluateSource(machine: Machine, source: Source, globals: Globals): Value {
  const { shadowed, features } = globals;
  const { term, langver } = machine.options.readProgram(source.bytes, source.file, { shadowed, features });
  const unit = {
    machine,
    file: source.file,
    folder: source.folder,
    globals: valuesOf(machine, globals, langver.features.has("nix-path-reserved")),
    autoCalled: !langver.features.has("no-autocall"),
    opaqueFloats: langver.features.has("opaque-floats"),
  };
  return compile(term, null, unit)(machine.root);
}

/** Returns what global names mean where the search path may redirect `<nix/…>`, or may not. */
function valuesOf(machine: Machine, { values }: Globals, isReserved: boolean): ReadonlyMap<string, Lazy> {
  if (!isReserved || values.get("__findFile") !== machine.globals.get("__findFile")) return values;
  return values === machine.globals ? machine.reservedGlobals : new Map([...values, ...machine.reservedNames]);
}

/** Returns the value of an expression given as a Latin-1 string. */
export function evaluateText(machine: Machine, text: string, name: string, folder: string): Value {
  const bytes = bytesOfLatin1(text);
  const file = new SourceFile(name, "text", () => bytes);
  return evaluateSource(machine, { bytes, file, folder }, standardGlobals(machine));
}

/** Builtins on paths and files, and the search path. */
import { call, call2 } from "../eval/call.ts";
import { canonicalPath, coerce, coerceToPath, keepingPaths, stringWith } from "../eval/coerce.ts";
import { EvalError } from "../eval/error.ts";
import { expectBool, expectFunction, expectPlainText, expectSet } from "../eval/expect.ts";
import type { Globals } from "../eval/load.ts";
import { evaluateFile, importFile, resolveImport } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import type { PathFilter } from "../eval/store.ts";
import { baseName } from "../eval/store.ts";
import type { HashMode } from "../store/store-path.ts";
import { storePathPrefixOrNull } from "../store/store-path.ts";
import { parseHash } from "../store/hash.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { ContextCollector, StringContext, parseContextElement } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString, PathValue, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { importDerivationOrNull } from "./import-derivation.ts";
import { lazy, list, plainText, set, string } from "./kinds.ts";
import { requiredAttribute } from "./sets.ts";

/** Returns the path of `<nix/fetchurl.nix>`, which comes with the evaluator. */
export function fetchurlPath(machine: Machine): string {
  return machine.compat.name === "nix-2.8" ? "/__corepkgs__/fetchurl.nix" : "<nix/fetchurl.nix>";
}

function storeString(path: string): ContextString {
  return new ContextString(path, new StringContext([path]));
}

/** Fails for paths that only building would make. */
function checkBuilt(machine: Machine, path: string, collector: ContextCollector): void {
  for (const element of collector.result?.elements ?? []) {
    const parsed = parseContextElement(element);
    if (parsed.kind === "path" || machine.store.files.isBacked(parsed.path)) continue;
    const message = `cannot build '${parsed.path}' to read '${path}': this evaluator does not build`;
    throw new EvalError("eval/unsupported", message);
  }
}

/** Returns the path of a file to read, which must not need building. */
function readablePath(machine: Machine, argument: Lazy): string {
  const collector = new ContextCollector();
  const path = coerceToPath(machine, argument, collector);
  if (collector.result !== null && machine.store.files.followedStatusOrNull(path) === null) {
    checkBuilt(machine, path, collector);
  }
  return path;
}

function directoryName(value: Lazy, machine: Machine): Value {
  const source = force(value);
  if (source instanceof PathValue) return new PathValue(source.path.slice(0, source.path.lastIndexOf("/")) || "/");
  const collector = new ContextCollector();
  const path = coerce(machine, source, collector, keepingPaths);
  const slash = path.lastIndexOf("/");
  return stringWith(slash < 0 ? "." : slash === 0 ? "/" : path.slice(0, slash), collector);
}

function lastName(value: Lazy, machine: Machine): Value {
  const collector = new ContextCollector();
  const path = coerce(machine, value, collector, keepingPaths);
  const end = path.length > 1 && path.endsWith("/") ? path.length - 1 : path.length;
  return stringWith(path.slice(path.lastIndexOf("/", end - 1) + 1, end), collector);
}

/** Returns the first place of the search path that has a name; fails, catchably, if none has. */
function findFile(machine: Machine, entries: List, wanted: Lazy): Value {
  const places = entries.map((entry) => {
    const row = expectSet(force(entry));
    const prefixValue = row.get("prefix");
    const prefix = prefixValue === undefined ? "" : expectPlainText(force(prefixValue));
    return { prefix, folder: readablePath(machine, requiredAttribute(row, "path")) };
  });
  const name = expectPlainText(force(wanted));
  for (const { prefix, folder } of places) {
    const found = placeIn(prefix, folder, name);
    if (found === null) continue;
    const path = canonicalPath(found);
    if (machine.store.files.followedStatusOrNull(path) !== null) return new PathValue(path);
  }
  if (name === "nix/fetchurl.nix") return new PathValue(fetchurlPath(machine));
  const message = machine.options.pure
    ? `cannot look up '<${name}>' in pure evaluation mode (use '--impure' to override)`
    : `file '${name}' was not found in the Nix search path (add it using $NIX_PATH or -I)`;
  throw new EvalError("eval/search-path", message);
}

function placeIn(prefix: string, folder: string, name: string): string | null {
  if (prefix === "") return `${folder}/${name}`;
  if (name === prefix) return folder;
  return name.startsWith(`${prefix}/`) ? folder + name.slice(prefix.length) : null;
}

function readFile(machine: Machine, path: string): Value {
  const contents = machine.store.files.readText(path);
  if (contents.includes("\0") && machine.compat.nulBytes !== "truncate") {
    throw new EvalError("eval/file", `the contents of the file '${path}' cannot be represented as a Nix string`);
  }
  return contents;
}

function readFolder(machine: Machine, folder: string): Value {
  const entries = machine.store.files.readFolder(folder).map(({ name, type }) => [name, type] as const);
  return machine.sets.fromEntries(entries);
}

function toFile(machine: Machine, name: string, contents: string | ContextString): Value {
  const references: string[] = [];
  if (typeof contents !== "string") {
    for (const element of contents.context.elements) {
      if (parseContextElement(element).kind !== "path") {
        const message = `files created by builtins.toFile may not reference derivations, but ${name} references ${element}`;
        throw new EvalError("eval/context", message);
      }
      references.push(element);
    }
  }
  return storeString(machine.store.addText(name, textOf(contents), references));
}

function filterFor(callee: Value): PathFilter {
  return (path, type) => expectBool(call2(callee, path, type));
}

interface PathRequest {
  readonly path: string;
  readonly name: string;
  readonly filter: PathFilter | null;
  readonly mode: HashMode;
  readonly sha256: string | null;
}

function addPath(machine: Machine, request: PathRequest): Value {
  const path = machine.store.files.follow(request.path);
  const storePath = machine.store.addTree({ ...request, path });
  if (request.sha256 === null) return storeString(storePath);
  const expected = parseHash(request.sha256, "sha256");
  if ("problem" in expected) throw new EvalError("eval/argument", expected.problem);
  const actual = machine.store.hashTree({ ...request, path });
  if (actual.bytes.some((byte, at) => byte !== expected.hash.bytes[at])) {
    throw new EvalError(
      "eval/argument",
      `store path mismatch in (possibly filtered) path added from '${request.path}'`,
    );
  }
  return storeString(storePath);
}

const pathArguments = new Set(["path", "name", "filter", "recursive", "sha256"]);

function pathBuiltin(machine: Machine, request: AttrSet): Value {
  const unknown = request.shape.names.find((name) => !pathArguments.has(name));
  if (unknown !== undefined) {
    throw new EvalError("eval/argument", `unsupported argument '${unknown}' to 'builtins.path'`);
  }
  const source = request.get("path");
  if (source === undefined) {
    throw new EvalError("eval/argument", "missing required 'path' attribute in the first argument to 'builtins.path'");
  }
  const folder = readablePath(machine, source);
  const optional = <T>(name: string, take: (value: Value) => T): T | null => {
    const value = request.get(name);
    return value === undefined ? null : take(force(value));
  };
  const name = optional("name", expectPlainText);
  return addPath(machine, {
    path: folder,
    name: name === null || name === "" ? baseName(folder) : name,
    filter: optional("filter", (value) => filterFor(expectFunction(value))),
    mode: optional("recursive", expectBool) === false ? "flat" : "recursive",
    sha256: optional("sha256", expectPlainText),
  });
}

/** Returns the globals of a program that is given names of its own. */
export function extendedGlobals(machine: Machine, names: AttrSet): Globals {
  const values = new Map(machine.globals);
  names.shape.names.forEach((name, at) => values.set(name, names.values[at] as Lazy));
  return { values, shadowed: new Set(names.shape.names), features: null };
}

function storePathOf(machine: Machine, argument: Lazy): Value {
  const collector = new ContextCollector();
  const path = coerceToPath(machine, argument, collector);
  const prefix = storePathPrefixOrNull(machine.options.storeFolder, path);
  if (prefix === null) throw new EvalError("eval/argument", `path '${path}' is not in the Nix store`);
  if (machine.options.pure) {
    throw new EvalError("eval/pure", "'builtins.storePath' is not allowed in pure evaluation mode");
  }
  if (machine.store.files.statusOrNull(path) === null) {
    throw new EvalError("eval/file", `path '${path}' is not valid: nothing is there`);
  }
  collector.addElement(prefix);
  return stringWith(path, collector);
}

/** Returns whether a path is there; a string that ends in a slash or `/.` asks for a folder. */
function pathExists(machine: Machine, argument: Lazy): boolean {
  const value = force(argument);
  const collector = new ContextCollector();
  const wantsFolder = !(value instanceof PathValue) && /\/\.?$/.test(coerce(machine, value, collector, keepingPaths));
  const path = coerceToPath(machine, value, collector);
  try {
    const { files } = machine.store;
    const status = wantsFolder ? files.followedStatusOrNull(path) : files.statusOrNull(path);
    return status !== null && (!wantsFolder || status.type === "directory");
  } catch (error) {
    if (error instanceof EvalError && (error.code === "eval/file" || error.code === "eval/pure")) return false;
    throw error;
  }
}

/** Paths, in the order of the manual. */
export const pathBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "baseNameOf",
      arguments: ["path"],
      doc: "Returns what is after the last slash, not counting one at the end.",
    },
    lazy,
    (machine, value) => lastName(value, machine),
  ),
  builtin1(
    {
      name: "dirOf",
      arguments: ["path"],
      doc: "Returns what is before the last slash: a path for a path, a string for a string.",
    },
    lazy,
    (machine, value) => directoryName(value, machine),
  ),
  builtin2(
    {
      name: "filterSource",
      arguments: ["predicate", "path"],
      doc: "Returns the store path of the files for which the predicate holds, given path and type (`regular`, `directory`, `symlink` or `unknown`).",
    },
    [lazy, lazy],
    (machine, predicate, source) => {
      const folder = readablePath(machine, source);
      const filter = filterFor(expectFunction(force(predicate)));
      return addPath(machine, { path: folder, name: baseName(folder), filter, mode: "recursive", sha256: null });
    },
  ),
  builtin2(
    {
      name: "findFile",
      arguments: ["entries", "name"],
      doc: "Returns the path of a name in a search path: a list of sets of `prefix` and `path`. `<name>` means a call of this.",
    },
    [list, lazy],
    findFile,
  ),
  builtin1(
    {
      name: "import",
      arguments: ["path"],
      doc: "Returns the value of the expression in a file, or in `default.nix` of a folder. A file is evaluated once.",
    },
    lazy,
    (machine, source) => {
      const path = coerceToPath(machine, source, new ContextCollector());
      return importDerivationOrNull(machine, path) ?? importFile(machine, readablePath(machine, source));
    },
  ),
  builtin1(
    {
      name: "path",
      arguments: ["request"],
      doc: "Returns the store path of a file tree. `path` says where it is; `name`, `filter`, `recursive` and `sha256` are optional.",
    },
    set,
    pathBuiltin,
  ),
  builtin1(
    { name: "pathExists", arguments: ["path"], doc: "Returns whether there is anything at the path." },
    lazy,
    (machine, source) => pathExists(machine, source),
  ),
  builtin1(
    { name: "readDir", arguments: ["path"], doc: "Returns a set from the names in a folder to their types." },
    lazy,
    (machine, source) => readFolder(machine, readablePath(machine, source)),
  ),
  builtin1({ name: "readFile", arguments: ["path"], doc: "Returns the bytes of a file." }, lazy, (machine, source) =>
    readFile(machine, readablePath(machine, source)),
  ),
  builtin1(
    {
      name: "readFileType",
      arguments: ["path"],
      doc: "Returns the type of what is at the path: `regular`, `directory`, `symlink` or `unknown`.",
      since: "2.14",
    },
    lazy,
    (machine, source) => {
      const place = readablePath(machine, source);
      const status = machine.store.files.statusOrNull(place);
      if (status === null) throw new EvalError("eval/file", `path '${place}' does not exist`);
      return status.type;
    },
  ),
  builtin2(
    {
      name: "scopedImport",
      arguments: ["names", "path"],
      doc: "Returns the value of the expression in a file, evaluated with the names of the set added to the global scope.",
    },
    [lazy, lazy],
    (machine, names, source) => {
      const path = readablePath(machine, source);
      const globals = extendedGlobals(machine, expectSet(force(names)));
      return evaluateFile(machine, resolveImport(machine, path), globals);
    },
  ),
  builtin2(
    {
      name: "scopedImportUsing",
      arguments: ["options", "path"],
      doc: "Returns the value of the expression in a file. `features` are the language features it has if it does not say itself; `newGlobals` is given the global names and returns those to use.",
      since: "2.96",
    },
    [set, lazy],
    scopedImportUsing,
  ),
  builtin1(
    {
      name: "storePath",
      arguments: ["path"],
      doc: "Returns a path that is already in the store as a string that refers to it.",
    },
    lazy,
    storePathOf,
  ),
  builtin2(
    {
      name: "toFile",
      arguments: ["name", "contents"],
      doc: "Returns the store path of a text, which may refer to sources and texts but not to derivations.",
    },
    [plainText, string],
    toFile,
  ),
  builtin1(
    { name: "toPath", arguments: ["string"], doc: "Returns an absolute path as a string, in its shortest form." },
    lazy,
    (machine, source) => {
      const collector = new ContextCollector();
      return stringWith(coerceToPath(machine, source, collector), collector);
    },
  ),
];

function scopedImportUsing(machine: Machine, options: AttrSet, source: Lazy): Value {
  const file = resolveImport(machine, readablePath(machine, source));
  const given = options.get("features");
  const features = given === undefined ? null : enabledFeatures(expectSet(force(given)));
  const newGlobals = options.get("newGlobals");
  if (newGlobals === undefined) {
    return evaluateFile(machine, file, { values: machine.globals, shadowed: new Set(), features });
  }
  const standard = machine.sets.fromEntries([...machine.globals]);
  const names = expectSet(call(expectFunction(force(newGlobals)), standard));
  const values = new Map(names.shape.names.map((name, at) => [name, names.values[at] as Lazy]));
  const shadowed = [...new Set([...values.keys(), ...machine.globals.keys()])].filter(
    (name) => values.get(name) !== machine.globals.get(name),
  );
  return evaluateFile(machine, file, { values, shadowed: new Set(shadowed), features });
}

function enabledFeatures(features: AttrSet): Set<string> {
  return new Set(features.shape.names.filter((_name, at) => expectBool(force(features.values[at] as Lazy))));
}

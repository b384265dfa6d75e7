/** Puts the builtins and constants into a machine's global scope. */
import { evaluateText } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import { type GlobalGate, globalsOf } from "../lower/globals.ts";
import type { Entry } from "../value/attr-set.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { BuiltinCode, Lazy } from "../value/value.ts";
import { BuiltinValue } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { fetchurlPath } from "./paths.ts";
import { derivationSource, fetchurlSource } from "./prelude.ts";

/** The names that programs use without `builtins`; all others have a global name that begins with `__`. */
const bareNames: ReadonlySet<string> = new Set([
  "abort",
  "baseNameOf",
  "break",
  "derivation",
  "derivationStrict",
  "dirOf",
  "false",
  "fetchGit",
  "fetchMercurial",
  "fetchTarball",
  "fetchTree",
  "fromTOML",
  "import",
  "isNull",
  "map",
  "null",
  "placeholder",
  "removeAttrs",
  "scopedImport",
  "throw",
  "toString",
  "true",
]);

/** Gates that features of their names open. */
const optionalGates: readonly GlobalGate[] = ["flakes", "fetch-tree", "fetch-closure", "dynamic-derivations"];

/** What Nix 2 adds to the builtins of implementations. */
const furtherBuiltins: ReadonlySet<string> = new Set(["features", "scopedImportUsing"]);

function globalName(builtin: string): string {
  return bareNames.has(builtin) ? builtin : `__${builtin}`;
}

/** Returns what tells whether a builtin is there, by the release that is mirrored and the features that are on. */
function availability({ compat, options }: Machine): (builtin: string) => boolean {
  const { experimental } = options;
  const gates = new Set<GlobalGate>(optionalGates.filter((gate) => experimental.has(gate)));
  // Whoever has flakes has what they are fetched with.
  if (gates.has("flakes")) gates.add("fetch-tree");
  const globals = globalsOf(compat.release, gates);
  return (builtin) => (furtherBuiltins.has(builtin) ? compat.hasFurtherBuiltins : globals.has(globalName(builtin)));
}

/** Fills the global scope of a machine. */
export function installBuiltins(machine: Machine, rows: readonly BuiltinRow[]): void {
  const isThere = availability(machine);
  const entries: Entry[] = [
    ...rows
      .filter(({ name }) => isThere(name))
      .map((row): Entry => [row.name, new BuiltinValue(row.instantiate(machine), [])]),
    ...constants(machine),
  ];
  for (const [name, value] of entries) machine.globals.set(globalName(name), value);
  reserveNixPaths(machine);
  const builtins: Thunk = new Thunk(() => machine.sets.fromEntries([...entries, ["builtins", builtins]]), null);
  machine.globals.set("builtins", builtins);
  for (const [name, value] of [...machine.globals, ...machine.reservedNames]) machine.reservedGlobals.set(name, value);
  machine.imports.set(
    fetchurlPath(machine),
    new Thunk(() => evaluateText(machine, fetchurlSource, "<nix/fetchurl.nix>", "/"), null),
  );
}

/** Makes the variant of `__findFile` that looks up `<nix/…>` among what comes with the evaluator. */
function reserveNixPaths(machine: Machine): void {
  const standard = machine.globals.get("__findFile");
  if (!(standard instanceof BuiltinValue)) return;
  const findFile: BuiltinCode = {
    ...standard.code,
    call2: (entries, name) => {
      const wanted = force(name);
      const isReserved = typeof wanted === "string" && wanted.startsWith("nix/");
      return standard.code.call2(isReserved ? [] : entries, wanted);
    },
  };
  machine.reservedNames.set("__findFile", new BuiltinValue(findFile, []));
}

function constants(machine: Machine): Entry[] {
  const { options, host, compat } = machine;
  const always: Entry[] = [
    ["true", true],
    ["false", false],
    ["null", null],
    ["langVersion", 6],
    ["nixVersion", compat.nixVersion],
    ["storeDir", options.storeFolder],
    ["nixPath", options.pure ? [] : searchPathValue(machine)],
    ["derivation", new Thunk(() => evaluateText(machine, derivationSource, "<derivation>", "/"), null)],
  ];
  if (compat.hasFurtherBuiltins) {
    always.push(["features", machine.sets.fromEntries([["tools.lix.nix2", true]])]);
  }
  if (options.pure) return always;
  return [...always, ["currentSystem", host.currentSystem], ["currentTime", host.currentTime]];
}

function searchPathValue(machine: Machine): Lazy {
  return machine.options.searchPath.map(({ prefix, path }) =>
    machine.sets.fromSorted(["path", "prefix"], [path, prefix], null),
  );
}

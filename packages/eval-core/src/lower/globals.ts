/**
 * The names of the global scope by implementation and version, as data. A name without a binder means the global if
 * there is one, and only then an attribute of a `with` around it, so what `with pkgs; x` says depends on this table.
 *
 * CppNix rows were read from the sources of each release from 2.8 to 2.36, Lix rows from 2.90 to 2.96. A name that
 * starts with two underscores is the global name of a builtin without them.
 */

/** An evaluator and its version, for example `2.34`. */
export interface Implementation {
  readonly name: "nix" | "lix";
  readonly version: string;
}

/** What must be switched on (or, for `impure`, not off) for a global to exist. */
export type GlobalGate = "flakes" | "fetch-tree" | "fetch-closure" | "dynamic-derivations" | "native-code" | "impure";

/** A global that not every implementation has in every configuration. */
export interface GlobalRow {
  readonly name: string;
  /** The versions that have it, first and last; null where there never was one, an open end where it still is. */
  readonly nix: readonly [first: string, last?: string] | null;
  readonly lix: readonly [first: string, last?: string] | null;
  readonly gate?: GlobalGate;
}

const always = `
  __add __addErrorContext __all __any __appendContext __attrNames __attrValues __bitAnd __bitOr __bitXor __catAttrs
  __ceil __compareVersions __concatLists __concatMap __concatStringsSep __deepSeq __div __elem __elemAt __fetchurl
  __filter __filterSource __findFile __floor __foldl' __fromJSON __functionArgs __genList __genericClosure __getAttr
  __getContext __getEnv __groupBy __hasAttr __hasContext __hashFile __hashString __head __intersectAttrs __isAttrs
  __isBool __isFloat __isFunction __isInt __isList __isPath __isString __langVersion __length __lessThan __listToAttrs
  __mapAttrs __match __mul __nixPath __nixVersion __parseDrvName __partition __path __pathExists __readDir __readFile
  __replaceStrings __seq __sort __split __splitVersion __storeDir __storePath __stringLength __sub __substring __tail
  __toFile __toJSON __toPath __toXML __trace __tryEval __typeOf __unsafeDiscardOutputDependency
  __unsafeDiscardStringContext __unsafeGetAttrPos __zipAttrsWith abort baseNameOf builtins derivation derivationStrict
  dirOf false fetchGit fetchMercurial fetchTarball fromTOML import isNull map null placeholder removeAttrs scopedImport
  throw toString true
`;

/** The global names that every implementation has in every configuration: `with` can never provide these. */
export const standardGlobals: ReadonlySet<string> = new Set(always.trim().split(/\s+/));

/** The other global names; one that got a gate later has a row before and a row after. */
export const furtherGlobals: readonly GlobalRow[] = [
  { name: "__addDrvOutputDependencies", nix: ["2.19"], lix: ["2.90"] },
  { name: "__convertHash", nix: ["2.19"], lix: null },
  { name: "__currentSystem", nix: ["2.8"], lix: ["2.90"], gate: "impure" },
  { name: "__currentTime", nix: ["2.8"], lix: ["2.90"], gate: "impure" },
  { name: "__exec", nix: ["2.8"], lix: ["2.90"], gate: "native-code" },
  { name: "__fetchClosure", nix: ["2.8"], lix: ["2.90", "2.94"], gate: "fetch-closure" },
  { name: "__flakeRefToString", nix: ["2.18"], lix: ["2.90"], gate: "flakes" },
  { name: "__getFlake", nix: ["2.8"], lix: ["2.90"], gate: "flakes" },
  { name: "__importNative", nix: ["2.8"], lix: ["2.90"], gate: "native-code" },
  { name: "__outputOf", nix: ["2.18"], lix: ["2.90", "2.93"], gate: "dynamic-derivations" },
  { name: "__parseFlakeRef", nix: ["2.18"], lix: ["2.90"], gate: "flakes" },
  { name: "__readFileType", nix: ["2.14"], lix: ["2.90"] },
  { name: "__traceVerbose", nix: ["2.10"], lix: ["2.90"] },
  { name: "__warn", nix: ["2.23"], lix: ["2.95"] },
  { name: "break", nix: ["2.9"], lix: ["2.90"] },
  { name: "fetchTree", nix: ["2.8", "2.18"], lix: ["2.90", "2.92"] },
  { name: "fetchTree", nix: ["2.19"], lix: ["2.93"], gate: "fetch-tree" },
];

/** The names that are global in some implementation and configuration. A name outside it, with no binder and no `with`, is undefined. */
export const knownGlobals: ReadonlySet<string> = new Set([
  ...standardGlobals,
  ...furtherGlobals.map((row) => row.name),
]);

/** Returns the global names of one implementation with the given gates open. */
export function globalsOf({ name, version }: Implementation, gates: ReadonlySet<GlobalGate>): ReadonlySet<string> {
  const present = furtherGlobals.filter((row) => {
    const versions = row[name];
    if (versions === null || (row.gate !== undefined && !gates.has(row.gate))) return false;
    const [first, last] = versions;
    return compareReleases(first, version) <= 0 && (last === undefined || compareReleases(version, last) <= 0);
  });
  return new Set([...standardGlobals, ...present.map((row) => row.name)]);
}

/** Compares two releases such as `2.18` by their first two numbers. */
export function compareReleases(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split(".").map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split(".").map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

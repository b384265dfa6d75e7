/** What real Nix says, for comparison. It reads trees and never builds or writes to a store. */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const env = { ...process.env, NIX_STATE_DIR: join(tmpdir(), "lix-tools-nix-state"), NIX_REMOTE: "" };
const megabyte = 1 << 20;

/** Tells whether there is a `nix-instantiate` to ask. */
export function hasRealNix(): boolean {
  return spawnSync("nix-instantiate", ["--version"], { env }).status === 0;
}

/** Returns which of the files Nix cannot parse, with what it said. */
export function parseFailures(paths: readonly string[]): string[] {
  const failures: string[] = [];
  for (let at = 0; at < paths.length; at += 500) failures.push(...failuresAmong(paths.slice(at, at + 500)));
  return failures;
}

function failuresAmong(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const { status, stderr } = spawnSync("nix-instantiate", ["--parse", ...paths], {
    env,
    encoding: "utf8",
    maxBuffer: 512 * megabyte,
  });
  if (status === 0) return [];
  if (paths.length === 1) return [`${paths[0]}: ${stderr}`];
  const half = paths.length >> 1;
  return [...failuresAmong(paths.slice(0, half)), ...failuresAmong(paths.slice(half))];
}

const packages = (tree: string): string =>
  `import ${tree} { config = { allowUnfree = true; allowBroken = true; }; overlays = [ ]; system = "x86_64-linux"; }`;

/** Returns the names of all packages of a nixpkgs tree. */
export function packageNames(tree: string): string[] {
  const names = evaluate(`builtins.attrNames (${packages(tree)})`);
  if (!Array.isArray(names)) throw new Error("the tree does not evaluate");
  return names.map(String);
}

/**
 * Returns the derivation paths of packages by name, from one evaluation; null if it fails as a whole. What is no
 * derivation or throws gets a word instead of a path.
 */
export function derivationPaths(tree: string, names: readonly string[]): ReadonlyMap<string, string> | null {
  const paths = evaluate(`
    let
      pkgs = ${packages(tree)};
      pathOf = v: if builtins.isAttrs v && v ? drvPath then v.drvPath else "no derivation";
      tryPath = n: let t = builtins.tryEval (pathOf pkgs.\${n}); in if t.success then t.value else "throws";
    in
    builtins.listToAttrs (map (name: { inherit name; value = tryPath name; }) ${nixList(names)})`);
  return typeof paths === "object" && paths !== null ? new Map(Object.entries(paths)) : null;
}

function nixList(names: readonly string[]): string {
  return `(builtins.fromJSON ${JSON.stringify(JSON.stringify(names))})`;
}

function evaluate(expression: string): unknown {
  const args = ["--eval", "--strict", "-E", `builtins.toJSON (${expression})`];
  const { status, stdout } = spawnSync("nix-instantiate", args, { env, encoding: "utf8", maxBuffer: 512 * megabyte });
  // Nix prints a string, which holds JSON.
  return status === 0 ? JSON.parse(String(JSON.parse(stdout))) : null;
}

/** Returns the derivation paths of those packages that can be evaluated at all: a tree may lack files. */
export function evaluablePaths(tree: string, names: readonly string[]): Map<string, string> {
  if (names.length === 0) return new Map();
  const paths = derivationPaths(tree, names);
  if (paths !== null) return new Map(paths);
  if (names.length === 1) return new Map();
  const half = names.length >> 1;
  return new Map([...evaluablePaths(tree, names.slice(0, half)), ...evaluablePaths(tree, names.slice(half))]);
}

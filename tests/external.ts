/**
 * What the tests take from outside: real trees by path, and real Nix where it is installed. A check without its input
 * shows up as skipped, never as passed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Returns the folders of real Nix code named by `LIX_TREE_NIXPKGS` and `LIX_TREES`. */
export function externalTrees(): string[] {
  const named = [process.env.LIX_TREE_NIXPKGS ?? "", ...(process.env.LIX_TREES ?? "").split(delimiter)];
  return [...new Set(named)].filter((path) => path !== "" && existsSync(path));
}

/** Returns the paths of every `.nix` file under `tree` in order; symlinks are left out. */
export function nixFilesIn(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".nix"))
    .toSorted()
    .map((path) => join(tree, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** Environment of a git that commits as nobody in particular, whatever the machine's settings. */
export const anonymousGit: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

/** Tells whether `nix-instantiate` can be run. */
export function hasNix(): boolean {
  return spawnSync("nix-instantiate", ["--version"]).status === 0;
}

/** What `nix-instantiate --parse` says of a source. Undefined variables and duplicates are no syntax errors. */
export function nixVerdict(source: Uint8Array): "accepts" | "rejects" {
  const { status, stderr } = spawnSync("nix-instantiate", ["--parse", "-"], { input: source, encoding: "utf8" });
  return status === 0 || /undefined variable/.test(stderr) ? "accepts" : "rejects";
}

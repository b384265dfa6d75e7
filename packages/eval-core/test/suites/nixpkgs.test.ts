/**
 * Package sets: derivation paths as real Nix gives them, and the tests of nixpkgs' library. `LIX_TREE_NIXPKGS` and
 * `LIX_TREE_NIXPKGS_LIB` name the trees; the command must be bundled, because its thread brings the stack they need.
 * `LIX_NIXPKGS_SAMPLE` is every how many attributes one is evaluated and compared (default 200; 1 for all of them).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../../dist/bin/lix-eval.js", import.meta.url));
const isBundled = existsSync(command);
const nixpkgs = process.env["LIX_TREE_NIXPKGS"] ?? "";
const library = process.env["LIX_TREE_NIXPKGS_LIB"] ?? "";
const sample = Number(process.env["LIX_NIXPKGS_SAMPLE"] ?? 200);
const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;

const config = "{ allowUnfree = true; allowBroken = true; allowUnsupportedSystem = true; }";

function run(program: string, args: readonly string[]): string {
  const { stdout } = spawnSync(program, args, { encoding: "latin1", maxBuffer: 2 ** 30 });
  return stdout;
}

function lixEval(...args: readonly string[]): string {
  return run("node", [command, "--compat", "nix-2.8", ...args]);
}

describe.skipIf(!isBundled || !hasNix || !existsSync(nixpkgs))("nixpkgs", () => {
  it("has the derivation paths of real Nix", { timeout: 3_600_000 }, () => {
    const place = mkdtempSync(join(tmpdir(), "lix-nixpkgs-"));
    try {
      const file = join(place, "set.nix");
      writeFileSync(
        file,
        `let
          set = import ${nixpkgs} { system = "x86_64-linux"; overlays = [ ]; config = ${config}; };
          names = builtins.attrNames set;
          chosen = builtins.genList (at: builtins.elemAt names (at * ${sample})) (builtins.length names / ${sample});
        in builtins.listToAttrs (map (name: { inherit name; value = set.\${name}; }) chosen)`,
      );
      const rows = lixEval("--drv-paths", "--memory", "12000", file).split("\n").slice(0, -1);
      const chosen = rows.map((row) => row.split("\t"));
      const paths = chosen.map(([path = ""]) => path.split("."));
      writeFileSync(join(place, "paths.json"), JSON.stringify(paths));
      const query = join(place, "query.nix");
      writeFileSync(
        query,
        `let
          set = import ${file};
          step = value: name:
            let called = if builtins.isFunction value then value { } else value;
            in if builtins.isList called then builtins.elemAt called (builtins.fromJSON name) else called.\${name};
          called = value: if builtins.isFunction value then value { } else value;
          found = path: builtins.tryEval (called (builtins.foldl' step set path)).drvPath;
        in map (path: let one = found path; in if one.success then builtins.unsafeDiscardStringContext one.value else "error")
          (builtins.fromJSON (builtins.readFile ${join(place, "paths.json")}))`,
      );
      const expected: unknown = JSON.parse(run("nix-instantiate", ["--eval", "--strict", "--json", query]));
      process.stdout.write(`${chosen.length} derivation paths compared\n`);
      expect(chosen.length).toBeGreaterThan(0);
      expect(chosen.map(([, drvPath]) => drvPath)).toEqual(expected);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

describe.skipIf(!isBundled)("package sets in several threads", () => {
  it("have the derivations they have in one", { timeout: 120_000 }, () => {
    const place = mkdtempSync(join(tmpdir(), "lix-nixpkgs-"));
    try {
      const file = join(place, "set.nix");
      writeFileSync(
        file,
        `builtins.listToAttrs (builtins.genList (at: rec {
          name = "a\${toString at}";
          value = derivation { inherit name; system = "x"; builder = "/b"; };
        }) 100)`,
      );
      const one = lixEval("--drv-paths", file);
      expect(one.trim().split("\n")).toHaveLength(100);
      expect(lixEval("--drv-paths", "--jobs", "3", file)).toBe(one);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});

describe.skipIf(!isBundled || !existsSync(library))("the library of nixpkgs", () => {
  it.each(["misc.nix", "systems.nix", "fetchers.nix"])("passes its own tests in %s", { timeout: 600_000 }, (name) => {
    const output = run("node", [command, "--strict", join(library, "lib/tests", name)]);
    expect(output).toBe("[ ]\n");
  });
});

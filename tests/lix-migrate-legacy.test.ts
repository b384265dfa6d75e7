/** `lix-migrate --to legacy` from the outside: mixed trees, what is impossible, entry points. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, type RunOptions, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");
const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;

/** Runs `lix-migrate --to legacy` in a directory. */
function migrate(cwd: string, args: readonly string[], options: RunOptions = {}): Run {
  return bin.run(["--to", "legacy", "--isolated", "--format", "none", ...args], { cwd, ...options });
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

const mixed = {
  "default.nix": "use experimental.nix2;\n# the list\n[ *(import ./lib.nix).[a, b] (import ./old.nix).c ]\n",
  "lib.nix": "use experimental.nix2; { a = [ 1 2 ].1; b = { } ? a : 3; }\n",
  "old.nix": "{ c = let x = { y = 4; }; in x.y or 5; }\n",
};

describe("a mixed tree", () => {
  it("has the files converted that declare Nix 2, and no others", () => {
    const cwd = temporaryTree(mixed);
    const { code, stdout, stderr } = migrate(cwd, [".", "--write", "--allow-no-vcs"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("3 files: 1 clean, 2 migrated\n");
    expect(stdout).toContain("only files that declare Nix 2 are converted");
    expect(read(cwd, "old.nix")).toBe(mixed["old.nix"]);
    expect(read(cwd, "lib.nix")).toBe("{ a = builtins.elemAt [ 1 2 ] 1; b = { }.a or 3; }\n");
    expect(migrate(cwd, [".", "--check"]).code).toBe(0);
  });
  it.skipIf(!hasNix)("is then evaluated by Nix", () => {
    const cwd = temporaryTree(mixed);
    migrate(cwd, [".", "--write", "--allow-no-vcs"]);
    const { stdout } = spawnSync("nix-instantiate", ["--eval", "--strict", "default.nix"], { cwd, encoding: "utf8" });
    expect(stdout).toBe("[ 2 3 4 ]\n");
  });
  it("stays as it is without --write", () => {
    const cwd = temporaryTree(mixed);
    expect(migrate(cwd, ["."]).code).toBe(0);
    expect(migrate(cwd, [".", "--check"]).code).toBe(1);
    const { stdout } = migrate(cwd, ["lib.nix", "--diff"]);
    expect(stdout).toContain("+{ a = builtins.elemAt [ 1 2 ] 1; b = { }.a or 3; }");
    expect(read(cwd, "lib.nix")).toBe(mixed["lib.nix"]);
  });
});

describe("what is impossible", () => {
  const impossible = { "a.nix": "use experimental.nix2;\n__sub: 2 - 1\n", "b.nix": "use nix2;\n{ x }: x.0\n" };
  it("is an error with its place and reason, and the file stays", () => {
    const cwd = temporaryTree(impossible);
    const { code, stdout } = migrate(cwd, ["a.nix", "--format", "concise", "--write", "--allow-no-vcs"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.nix:2:10: error\[downlevel\/operator-shadowed\] cannot be legacy: /mu);
    expect(read(cwd, "a.nix")).toBe(impossible["a.nix"]);
  });
  it("is a function that a command line would call", () => {
    const cwd = temporaryTree(impossible);
    expect(migrate(cwd, ["b.nix"]).code).toBe(0);
    const { code, stdout } = migrate(cwd, ["b.nix", "--entry", "b.nix", "--format", "concise"]);
    expect(code).toBe(1);
    expect(stdout).toContain("b.nix:2:1: error[downlevel/autocall]");
  });
});

it("comes out of standard input", () => {
  const { code, stdout } = migrate(temporaryTree({}), ["-", "--write"], { stdin: "use nix2; x: x |> x.0" });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "x: builtins.elemAt x 0 x" });
});

/** `lix-migrate` before it writes: plans, targets for single paths, flakes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");

const migrate = (cwd: string, ...args: readonly string[]): Run => bin.run(["--to", "nix2", ...args], { cwd });
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

const tree = {
  "default.nix": "{ lib = import ./lib; a = import ./a.nix; }\n",
  "a.nix": "import ./lib + import ./b.nix\n",
  "b.nix": "if true then 1 else import ./a.nix\n",
  "lib/default.nix": "{ x }: x.y or 1\n",
  "done.nix": "use experimental.nix2; import ./a.nix\n",
};

/** Returns the numbered lines of a plan as `number path`. */
function orderIn(stdout: string): string[] {
  return [...stdout.matchAll(/^ *(\d*)[ ┐│]* (\S+\.nix) {2}/gmu)].map(([, number, path]) => `${number} ${path}`);
}

describe("--plan", () => {
  it("names the files in the order in which they can be switched", () => {
    const cwd = temporaryTree(tree);
    const { code, stdout } = migrate(cwd, "--plan", ".");
    expect(code).toBe(0);
    expect(orderIn(stdout)).toEqual(["1 lib/default.nix", "2 a.nix", " b.nix", "3 default.nix"]);
    expect(stdout).toContain("lib/default.nix  legacy → nix2  M33 M19\n");
    expect(stdout).toContain("nobody here imports 1 file: default.nix");
    expect(read(cwd, "a.nix")).toBe(tree["a.nix"]);
  });
  it("says what the other order means", () => {
    const { stdout } = migrate(temporaryTree(tree), "--plan", ".", "--order", "importers-first");
    expect(orderIn(stdout)).toEqual(["1 default.nix", "2 a.nix", " b.nix", "3 lib/default.nix"]);
    expect(stdout).toContain("while what is shared (a.nix, lib/default.nix) can");
  });
  it("is in the report, too", () => {
    const cwd = temporaryTree(tree);
    migrate(cwd, "--plan", ".", "--report", "report.json");
    const report = JSON.parse(read(cwd, "report.json")) as { readonly order: unknown };
    expect(report.order).toEqual([["lib/default.nix"], ["a.nix", "b.nix"], ["default.nix"]]);
  });
  it("survives files that import themselves, and many that import the next", () => {
    const chain = Array.from({ length: 3000 }, (_, n) => [`f${n}.nix`, `import ./f${n + 1}.nix`]);
    const cwd = temporaryTree({ ...Object.fromEntries(chain), "self.nix": "import ./self.nix" });
    const { code, stdout } = migrate(cwd, "--plan", ".", "--format", "none");
    expect(code).toBe(0);
    expect(orderIn(stdout)[0]).toBe("1 f2999.nix");
    expect(orderIn(stdout).length).toBe(3001);
  });
});

describe("targets for single paths", () => {
  it("come from lix.toml, whatever the command line says about others", () => {
    const overrides = [
      '{ paths = ["old"], to = "unchanged" }',
      '{ paths = ["old/lix.nix"], to = "lix" }',
      '{ paths = ["new/**"], skip = ["list-unpack"] }',
    ];
    const cwd = temporaryTree({
      "lix.toml": `[migrate]\noverrides = [${overrides.join(", ")}]\n`,
      "a.nix": "a: [ x:y ] ++ a\n",
      "old/b.nix": "a: [ x:y ] ++ a\n",
      "old/lix.nix": "a: [ x:y ] ++ a\n",
      "new/c.nix": "a: [ x:y ] ++ a\n",
    });
    const { code, stdout } = migrate(cwd, "--write", ".", "--allow-no-vcs", "--format", "none");
    expect(code).toBe(0);
    expect(stdout).toContain("1 file is left alone, as `lix.toml` says");
    expect(stdout).toContain("1 file is moved to lix, as `lix.toml` says");
    expect(read(cwd, "a.nix")).toBe('use experimental.nix2;\na: [ "x:y" *a ]\n');
    expect(read(cwd, "old/b.nix")).toBe("a: [ x:y ] ++ a\n");
    expect(read(cwd, "old/lix.nix")).toBe('a: [ "x:y" ] ++ a\n');
    expect(read(cwd, "new/c.nix")).toBe('use experimental.nix2;\na: [ "x:y" ] ++ a\n');
  });
  it("are checked", () => {
    const cwd = temporaryTree({
      "lix.toml": '[migrate]\noverrides = [{ paths = ["a"], to = "nix3" }]\n',
      "a.nix": "1",
    });
    const { code, stdout } = migrate(cwd, ".");
    expect(code).toBe(2);
    expect(stdout).toContain("error[config/value]");
  });
});

describe("flakes", () => {
  const flake = { "flake.nix": "{ outputs = { self }: { x = [ x:y ] ++ self.z or [ ]; }; }\n", "b.nix": "1\n" };
  it("keep the dialect of their head, and the run says so", () => {
    const cwd = temporaryTree(flake);
    const { stdout } = migrate(cwd, "--write", ".", "--allow-no-vcs", "--format", "none");
    expect(read(cwd, "flake.nix")).toBe('{ outputs = { self }: { x = [ "x:y" ] ++ self.z or [ ]; }; }\n');
    expect(read(cwd, "b.nix")).toBe("use experimental.nix2;\n1\n");
    expect(stdout).toContain("`flake.nix` keeps its dialect");
  });
  it("are switched as a whole where that is asked for", () => {
    const cwd = temporaryTree(flake);
    migrate(cwd, "--write", ".", "--allow-no-vcs", "--flakes", "--format", "none");
    expect(read(cwd, "flake.nix").startsWith("use experimental.nix2;\n")).toBe(true);
  });
});

describe("--unswitched", () => {
  it("says what becomes of a file that has to keep its dialect", () => {
    const source = "[ x:y (rec { __overrides = { }; }) ]\n";
    const result = (...args: readonly string[]): string => {
      const cwd = temporaryTree({ "a.nix": source });
      migrate(cwd, "--write", ".", "--allow-no-vcs", "--format", "none", ...args);
      return read(cwd, "a.nix");
    };
    expect(result()).toBe(source);
    expect(result("--unswitched", "frozen")).toBe('[ "x:y" (rec { __overrides = { }; }) ]\n');
  });
});

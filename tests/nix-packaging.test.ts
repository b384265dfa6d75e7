/** The packaging for users of Nix, evaluated by our evaluator and by real Nix where it is installed. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useBin } from "./bin.ts";
import { hasNix } from "./external.ts";
import { readPackages, root } from "./workspace.ts";

const lixEval = useBin("eval-core", "lix-eval");

/** Platforms whose archives all have a hash in the lock file. */
const systems = ["x86_64-linux"];

/** Returns the value of an expression over `pkgs`, `package` and `flake`, by our evaluator. */
function evaluate(system: string, expression: string): unknown {
  const { code, stdout, stderr } = lixEval.run(["--strict", "--json", "-E", withPackaging(system, expression)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

function withPackaging(system: string, expression: string): string {
  return `
    let
      pkgs = import ${join(root, "tests/nix/stub-nixpkgs.nix")} { system = "${system}"; };
      package = import ${join(root, "default.nix")} { inherit pkgs; };
      nixpkgs = { inherit (pkgs) lib; legacyPackages = pkgs.lib.genAttrs [ "${system}" ] (_: pkgs); };
      flake = (import ${join(root, "flake.nix")}).outputs { self = flake; inherit nixpkgs; };
    in ${expression}`;
}

describe.each(systems)("on %s", (system) => {
  it("every archive of the lock file is fetched by its hash", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { integrity?: string; os?: string[]; cpu?: string[]; libc?: string[]; link?: boolean }>;
    };
    const needed = Object.entries(lock.packages)
      .filter(([path, { link }]) => path.startsWith("node_modules/") && link !== true)
      .filter(([, { os = ["linux"], cpu = ["x64"], libc = ["glibc"] }]) =>
        [os.includes("linux"), cpu.includes("x64"), libc.includes("glibc")].every(Boolean),
      )
      .map(([path]) => path);
    expect(evaluate(system, "builtins.attrNames package.nodeModules.packages")).toEqual(needed.toSorted());
  });
  it("the flake offers every command", () => {
    const commands = readPackages().flatMap(({ bin }) => Object.keys(bin));
    const apps = evaluate(system, `builtins.mapAttrs (_: app: baseNameOf app.program) flake.apps.${system}`);
    expect(apps).toEqual({
      default: "lix-migrate",
      ...Object.fromEntries(commands.map((command) => [command, command])),
    });
  });
  it.skipIf(!hasNix())("real Nix computes the same derivation (skipped without Nix)", () => {
    const expression = withPackaging(system, `[ package.drvPath flake.packages.${system}.default.drvPath ]`);
    const args = ["--eval", "--strict", "--json", "--expr", expression];
    const real = spawnSync("nix-instantiate", args, { encoding: "utf8" });
    expect(real.stderr).toBe("");
    const [first, second] = JSON.parse(real.stdout) as string[];
    expect(second).toBe(first);
    expect(evaluate(system, "package.drvPath")).toBe(first);
  });
});

/** `lix-migrate` with an entry to evaluate: what is watched, what is verified, and how that is said. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");

function migrate(cwd: string, ...args: readonly string[]): Run {
  return bin.run(["--to", "nix2", "--isolated", "--format", "none", ".", ...args], { cwd, env: { NIX_PATH: "" } });
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

const packages = {
  "default.nix": `{ version ? "1", lib ? import ./lib.nix }:
{
  hello = import ./hello.nix { inherit lib version; };
  data = derivation { name = "data"; system = "x"; builder = "b"; src = ./data.nix; };
  broken = throw "broken";
}
`,
  "lib.nix": "{ maintainers = { ada = http://ada.example; }; licenses.mit = 1; }\n",
  "hello.nix": `{ lib, version }:
derivation { name = "hello-\${version}"; system = "x"; builder = "b"; } // {
  meta = with lib; { maintainers = with maintainers; [ ada ]; license = licenses.mit; };
}
`,
  "data.nix": "http://x.y\n",
};

describe("watching", () => {
  it("rewrites lists under several `with`s as they were seen, and says that this is no proof", () => {
    const cwd = temporaryTree(packages);
    const { code, stdout } = migrate(cwd, "--entry", "default.nix", "--write", "--allow-no-vcs");
    expect(code).toBe(0);
    expect(read(cwd, "hello.nix")).toContain("maintainers = maintainers.[ada];");
    expect(stdout).toContain("names and sets were watched in the evaluation of 2 attributes\n");
    expect(stdout).toContain("1 file not proved but observed");
    expect(stdout).toContain("4 files written; proved: 3 by the same core term");
  });
  it("leaves them without an entry", () => {
    const cwd = temporaryTree(packages);
    migrate(cwd, "--write", "--allow-no-vcs");
    expect(read(cwd, "hello.nix")).toContain("maintainers = with maintainers; [ ada ];");
  });
});

describe("watching sets", () => {
  const entry = `{ c ? true }:
let lib.optionalAttrs = c: s: if c then s else { };
in derivation ({ name = "a"; system = "x"; builder = "b"; } // lib.optionalAttrs c { x = 1; })
`;

  it("unpacks what a function was seen to give, and compares derivations", () => {
    const cwd = temporaryTree({ "default.nix": entry });
    const args = ["--entry", "default.nix", "--verify", "drv", "--write", "--allow-no-vcs", "--report", "r.json"];
    const { code, stdout } = migrate(cwd, ...args);
    expect(code).toBe(0);
    expect(read(cwd, "default.nix")).toContain("*lib.optionalAttrs c { x = 1; };");
    expect(stdout).toContain("1 of 1 derivations are the same");
    expect(stdout).toContain("1 file not proved but observed");
    const { rules } = JSON.parse(read(cwd, "r.json")) as { rules: object[] };
    expect(rules).toContainEqual(expect.objectContaining({ id: "M27", sites: 1, rewritten: 1, observed: 1 }));
  });
});

describe("--verify drv", () => {
  it("compares the derivations of the entry and tells apart what hashes rewritten files", () => {
    const cwd = temporaryTree(packages);
    const entry = ["--entry", "default.nix", "--argstr", "version", "2", "--verify", "drv"];
    const { code, stdout } = migrate(cwd, ...entry, "--write", "--allow-no-vcs", "--report", "report.json");
    expect(code).toBe(0);
    expect(stdout).toContain("2 of 3 derivations are the same; 1 fail as before; 3 of 4 rewritten files took part\n");
    expect(stdout).toContain("1 of them hash 1 rewritten file and will change with the text alone:\n");
    expect(stdout).toContain("call no functions of Nix 2 by themselves");
    const { evaluation } = JSON.parse(read(cwd, "report.json")) as { evaluation: object };
    expect(evaluation).toMatchObject({
      level: "drv",
      targets: 3,
      identical: 2,
      failing: 1,
      explained: [{ attribute: "data", files: [expect.stringContaining("data.nix")] }],
      mismatches: [],
      failure: null,
    });
    expect(read(cwd, "data.nix")).toContain("use experimental.nix2;");
    expect(existsSync(join(cwd, ".lix-migrate", "mismatches"))).toBe(false);
  });
  it("writes nothing where the entry cannot be evaluated", () => {
    const cwd = temporaryTree({ ...packages, "default.nix": "{ version }: version" });
    const { code, stdout } = migrate(cwd, "--entry", "default.nix", "--verify", "drv", "--write", "--allow-no-vcs");
    expect(code).toBe(2);
    expect(stdout).toContain("not verified");
    expect(read(cwd, "data.nix")).toBe(packages["data.nix"]);
  });
  it("wants to know what to evaluate", () => {
    const { code, stderr } = migrate(temporaryTree(packages), "--verify", "drv");
    expect(code).toBe(2);
    expect(stderr).toContain("say what to evaluate: --entry FILE");
  });
});

describe("--verify eval", () => {
  it("compares values file by file", () => {
    const { code, stdout } = migrate(temporaryTree(packages), "--verify", "eval");
    expect(code).toBe(0);
    expect(stdout).toContain("4 of 4 values are the same");
  });
});

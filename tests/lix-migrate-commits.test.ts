/** `lix-migrate --commit-per-rule`: a series of commits, on a repository as a person has it. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");

function git(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", [...args], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const files = {
  "a.nix": "p: [ x:y (with p; [ a b ]) ] ++ p.c or [ ] ++ [ .5 ]\n",
  "b c.nix": "[ x:y .5 ]\n",
  "clean.nix": "use experimental.nix2;\n1\n",
  "left.nix": "[ x:y (rec { __overrides = { }; }) ]\n",
};

function repository(): string {
  const cwd = temporaryTree(files);
  git(cwd, "init", "-q");
  git(cwd, "config", "user.name", "x");
  git(cwd, "config", "user.email", "x@example.org");
  git(cwd, "add", "-A");
  git(cwd, "commit", "-qm", "first");
  return cwd;
}

const migrate = (cwd: string, ...args: readonly string[]): Run =>
  bin.run(["--to", "nix2", "--isolated", "--commit-per-rule", ".", ...args], { cwd });
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");
const subjects = (cwd: string): string[] => git(cwd, "log", "--format=%s", "--reverse").trim().split("\n").slice(1);

describe("--commit-per-rule", () => {
  it("tells the commits and makes none", () => {
    const cwd = repository();
    const { code, stdout } = migrate(cwd);
    expect(code).toBe(0);
    expect(stdout).toContain("commits, each proved by itself; --write makes them");
    expect(stdout).toMatch(/^ 2 {2}url-literal: /mu);
    expect(subjects(cwd)).toEqual([]);
    expect(git(cwd, "status", "--porcelain")).toBe("");
  });
  it("makes them, and they come to what one run comes to", () => {
    const cwd = repository();
    // Formatted step by step, lines may end elsewhere than formatted once.
    const { code, stdout } = migrate(cwd, "--write", "--format", "none");
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(subjects(cwd).map((subject) => subject.split(":")[0])).toEqual([
      "float-leading-dot",
      "url-literal",
      "switch to nix2, with what comes with the clause",
      "list-slice",
      "list-unpack",
    ]);
    expect(git(cwd, "status", "--porcelain")).toBe("");
    expect(read(cwd, "left.nix")).toBe(files["left.nix"]);
    const other = repository();
    bin.run(["--to", "nix2", "--isolated", "--write", ".", "--format", "none"], { cwd: other });
    for (const path of Object.keys(files)) expect(read(cwd, path)).toBe(read(other, path));
    for (const hash of git(cwd, "log", "--format=%H", "-5").trim().split("\n")) expect(stdout).toContain(hash);
    // After the freezing commits everything is still legacy.
    expect(git(cwd, "show", "HEAD~3:b c.nix")).toBe('[ "x:y" 0.5 ]\n');
    expect(bin.run(["--to", "nix2", "--isolated", "--check", "."], { cwd }).code).toBe(0);
  });
  it("lets nothing that is staged get between", () => {
    const cwd = repository();
    writeFileSync(join(cwd, "other"), "");
    git(cwd, "add", "other");
    const { code, stderr } = migrate(cwd, "--write");
    expect(code).toBe(2);
    expect(stderr).toContain("something is staged already");
    expect(subjects(cwd)).toEqual([]);
  });
  it("wants a repository", () => {
    const { code, stderr } = migrate(temporaryTree({ "a.nix": "x:y" }), "--write", "--allow-no-vcs");
    expect(code).toBe(2);
    expect(stderr).toContain("no commits can be made: fatal: not a git repository");
  });
});

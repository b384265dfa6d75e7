/** `lix-migrate --interactive`: per site, per rule, per file, through a pipe and on a terminal. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");

/** Runs with answers, one for every letter. */
function answer(cwd: string, to: string, letters: string, ...args: readonly string[]): Run {
  const stdin = [...letters].map((letter) => `${letter}\n`).join("");
  const options = ["--to", to, "--isolated", "--interactive", "--allow-no-vcs", "--format", "none"];
  return bin.run([...options, ".", ...args], { cwd, stdin });
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

/** Returns the files after the answers. */
function after(files: Readonly<Record<string, string>>, to: string, letters: string): string[] {
  const cwd = temporaryTree(files);
  expect(answer(cwd, to, letters).code).toBe(0);
  return Object.keys(files).map((path) => read(cwd, path));
}

const two = { "a.nix": "[ x:y .5 x:z .6 ]", "b.nix": "[ x:y .5 ]" };

describe("sites", () => {
  it("are asked about one by one, with what would change", () => {
    const cwd = temporaryTree(two);
    const { code, stderr, stdout } = answer(cwd, "lix", "ynnyyn");
    expect(code).toBe(0);
    expect(stderr).toContain("a.nix:1:3: url-literal, quote the URL? [ynmasfd?]");
    expect(stderr).toContain('-[ x:y .5 x:z .6 ]\n\\ No newline at end of file\n+[ "x:y" .5 x:z .6 ]');
    expect(stdout).toContain("2 files written");
    expect([read(cwd, "a.nix"), read(cwd, "b.nix")]).toEqual(['[ "x:y" .5 x:z 0.6 ]', '[ "x:y" .5 ]']);
  });
  it("of one rule can be settled together", () => {
    expect(after(two, "lix", "as")).toEqual(['[ "x:y" .5 "x:z" .6 ]', '[ "x:y" .5 ]']);
  });
  it("of one file can be settled together", () => {
    expect(after(two, "lix", "nfd")).toEqual(['[ x:y 0.5 "x:z" 0.6 ]', "[ x:y .5 ]"]);
  });
  it("stay as they are where nobody answers", () => {
    expect(after(two, "lix", "y")).toEqual(['[ "x:y" .5 x:z .6 ]', "[ x:y .5 ]"]);
    expect(after(two, "lix", "")).toEqual(Object.values(two));
    expect(after(two, "lix", "nyq")).toEqual(["[ x:y 0.5 x:z .6 ]", "[ x:y .5 ]"]);
  });
  it("are explained on a question mark, or any other letter", () => {
    const { stderr } = answer(temporaryTree(two), "lix", "?xq");
    expect(stderr.match(/^ {2}s {2}no, and so for every other site of this rule$/gmu)?.length).toBe(2);
  });
});

describe("what was perhaps meant", () => {
  it("is written where that is chosen, and nowhere else", () => {
    expect(after({ "a.nix": '[ "\\." "\\." "\\." ]' }, "lix", "ymn")).toEqual(['[ "." "\\\\." "\\." ]']);
  });
});

describe("the change of dialect", () => {
  const files = { "a.nix": "p: [ x:y (with p; [ a ]) (with p; [ b ]) ]\n", "b.nix": "x:y\n", "c.nix": "1\n" };
  it("is one question for a file, and what the new dialect is for is one for each site", () => {
    expect(after(files, "nix2", "ynyny")).toEqual([
      'use experimental.nix2;\np: [ "x:y" (with p; [ a ]) (p.[b]) ]\n',
      "x:y\n",
      "use experimental.nix2;\n1\n",
    ]);
  });
  it("can be said for all files, and shown before", () => {
    const cwd = temporaryTree(files);
    const { stderr } = answer(cwd, "nix2", "vas");
    expect(stderr).toContain("+use experimental.nix2;\n-p: [ x:y".slice(0, 24));
    expect(read(cwd, "a.nix")).toBe('use experimental.nix2;\np: [ "x:y" (with p; [ a ]) (with p; [ b ]) ]\n');
    expect(read(cwd, "b.nix")).toBe('use experimental.nix2;\n"x:y"\n');
  });
});

describe("answers", () => {
  it("can be tried with --diff", () => {
    const cwd = temporaryTree(two);
    const { stdout } = answer(cwd, "lix", "yd", "--diff", "a.nix");
    expect(stdout).toContain('+[ "x:y" .5 x:z .6 ]');
    expect(read(cwd, "a.nix")).toBe(two["a.nix"]);
  });
  it("do not come from where the source does", () => {
    const { code, stderr } = bin.run(["--to", "lix", "--interactive", "-"], { stdin: "x:y" });
    expect(code).toBe(2);
    expect(stderr).toContain("standard input cannot be both");
  });
  it("can be given on a terminal", ({ skip }) => {
    if (spawnSync("script", ["--version"]).status !== 0) skip("there is no script");
    const cwd = temporaryTree({ "a.nix": "[ x:y .5 ]" });
    const command = `${process.execPath} ${bin.main} --to lix --isolated -i --allow-no-vcs --format none a.nix`;
    const { status } = spawnSync("script", ["-qec", command, "/dev/null"], { cwd, input: "n\ny\n", encoding: "utf8" });
    expect(status).toBe(0);
    expect(read(cwd, "a.nix")).toBe("[ x:y 0.5 ]");
    expect(existsSync(join(cwd, "typescript"))).toBe(false);
  });
});

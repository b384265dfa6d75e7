/** `lix-lint` from the outside: hooks, annotations, pipes, workers, and how it ends. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("lint", "lix-lint");
const messy = "{ a = http://x.org; b = let in 1; }\n";
const fixed = '{ a = "http://x.org"; b = 1; }\n';

/** The arguments of a hook, as pre-commit would call it. */
function hook(id: string): string[] {
  const text = readFileSync(fileURLToPath(new URL("../.pre-commit-hooks.yaml", import.meta.url)), "utf8");
  const entry = new RegExp(`- id: ${id}\\n(?:  .*\\n)*?  entry: lix-lint ?(.*)\\n`).exec(text)?.[1];
  if (entry === undefined) throw new Error(`there is no hook ${id}`);
  return entry.split(" ").filter((word) => word !== "");
}

describe("hooks of pre-commit", () => {
  it("check without writing", () => {
    const root = temporaryTree({ "a.nix": messy });
    expect(bin.run([...hook("lix-lint"), "a.nix"], { cwd: root }).code).toBe(1);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe(messy);
  });
  it("fix in one run, say so, and have nothing to do in the next", () => {
    const root = temporaryTree({ "a.nix": messy });
    expect(bin.run([...hook("lix-lint-fix"), "a.nix"], { cwd: root }).code).toBe(1);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe(fixed);
    expect(bin.run([...hook("lix-lint-fix"), "a.nix"], { cwd: root })).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("results", () => {
  it("annotates for GitHub", () => {
    const root = temporaryTree({ "a.nix": messy });
    const { stdout } = bin.run(["--format", "github", "a.nix"], { cwd: root });
    expect(stdout.split("\n")[0]).toMatch(
      /^::error file=a\.nix,line=1,endLine=1,col=7,endColumn=19,title=langver\/url-literal::/,
    );
  });
  it("reads and writes standard streams byte for byte", () => {
    const crlf = '{ a = "ü";\r\n  b = let in 1; }\r\n';
    const { stdout } = bin.run(["--fix", "--only", "dead/empty-let", "-"], { stdin: crlf });
    expect(stdout).toBe('{ a = "ü";\r\n  b = 1; }\r\n');
  });
  it("is the same with and without workers", () => {
    const tree = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`d${at % 7}/${at}.nix`, messy]));
    const root = temporaryTree(tree);
    const one = bin.run(["-j1", "--format", "concise", "."], { cwd: root });
    const more = bin.run(["-j2", "--format", "concise", "."], { cwd: root });
    expect(one.stdout.split("\n").length).toBe(1201);
    expect(more).toEqual(one);
  });
  it("ends with 2 for usage, configuration and text that does not parse", () => {
    const root = temporaryTree({ "bad.nix": "{ a = }", "lix.toml": '[lint]\npreset = "strct"\n' });
    expect(bin.run(["--isolated", "bad.nix"], { cwd: root }).code).toBe(2);
    expect(bin.run(["bad.nix"], { cwd: root }).stdout).toContain("did you mean `strict`?");
    expect(bin.run(["--nonsense"], { cwd: root }).code).toBe(2);
  });
});

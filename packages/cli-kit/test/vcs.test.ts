import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileStates } from "@lix-tools/cli-kit/vcs";
import { describe, expect, it, vi } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

function git(cwd: string, ...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  execFileSync("git", [...identity, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
}

/** Makes a repository in which all files but `*.new` are committed. */
function repository(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryTree(files);
  git(cwd, "init", "-q");
  git(cwd, "add", "-A", "--", ":!*.new");
  git(cwd, "commit", "-qm", "all");
  return cwd;
}

async function stateOf(cwd: string, ...names: string[]): Promise<(string | undefined)[]> {
  const paths = names.map((name) => join(cwd, name));
  const { states } = await fileStates(paths);
  return paths.map((path) => states.get(path));
}

describe("a file is", () => {
  it("clean when stored as it is, whatever happens to others", async () => {
    const cwd = repository({ "a b.nix": "1", "ä.nix": "1", "other.nix": "1" });
    writeFileSync(join(cwd, "other.nix"), "2");
    expect(await stateOf(cwd, "a b.nix", "ä.nix")).toEqual(["clean", "clean"]);
  });
  it("dirty when changed, staged when the change is staged, dirty when changed again", async () => {
    const cwd = repository({ "a.nix": "1" });
    writeFileSync(join(cwd, "a.nix"), "2");
    expect(await stateOf(cwd, "a.nix")).toEqual(["dirty"]);
    git(cwd, "add", "a.nix");
    expect(await stateOf(cwd, "a.nix")).toEqual(["staged"]);
    writeFileSync(join(cwd, "a.nix"), "3");
    expect(await stateOf(cwd, "a.nix")).toEqual(["dirty"]);
  });
  it("untracked when git does not know it, ignored or not", async () => {
    const cwd = repository({ ".gitignore": "ignored.nix", "a.nix": "", "b.new": "", "ignored.nix": "" });
    expect(await stateOf(cwd, "b.new", "ignored.nix")).toEqual(["untracked", "untracked"]);
  });
  it("staged when it was added but never committed", async () => {
    const cwd = repository({ "a.nix": "", "b.new": "" });
    git(cwd, "add", "b.new");
    expect(await stateOf(cwd, "b.new")).toEqual(["staged"]);
  });
  it("outside when there is no repository", async () => {
    expect(await stateOf(temporaryTree({ "a.nix": "" }), "a.nix")).toEqual(["outside"]);
  });
  it("judged by the repository it really is in", async () => {
    const cwd = repository({ "a.nix": "" });
    const elsewhere = temporaryTree({ "link.nix": { link: join(cwd, "a.nix") } });
    expect(await stateOf(elsewhere, "link.nix")).toEqual(["clean"]);
  });
  it("unknown when the repository is broken, and git's reason is told", async () => {
    const cwd = repository({ "a.nix": "" });
    rmSync(join(cwd, ".git", "HEAD"));
    const { states, problems } = await fileStates([join(cwd, "a.nix")]);
    expect(states.get(join(cwd, "a.nix"))).toBe("unknown");
    expect(problems).toEqual([expect.stringContaining("not a git repository")]);
  });
  it("unknown when there is no git", async () => {
    const cwd = repository({ "a.nix": "" });
    vi.stubEnv("PATH", "/nonexistent");
    const { problems } = await fileStates([join(cwd, "a.nix")]).finally(() => vi.unstubAllEnvs());
    expect(problems).toEqual([expect.stringContaining("git is not installed")]);
  });
});

/**
 * The hooks for pre-commit and the snippets of the formatter's readme, run as their tools run them: pre-commit in a
 * repository of its own where it is installed, the others from what their configuration says.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeLangver, parse } from "@lix-tools/parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { type Run, useBin, writeLaunchers } from "./bin.ts";
import { anonymousGit, hasNix } from "./external.ts";
import { temporaryTree } from "./temporary-tree.ts";
import { readManifest, readPackages } from "./workspace.ts";

const bins = {
  "lix-fmt": useBin("fmt", "lix-fmt").main,
  "lix-lint": useBin("lint", "lix-lint").main,
  "lix-migrate": useBin("migrate-langver", "lix-migrate").main,
  "lix-parse": useBin("parse-cli", "lix-parse").main,
};

const manifest = readText("../.pre-commit-hooks.yaml");
const readme = readText("../packages/fmt/README.md");
const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;

function readText(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
}

/** Returns the readme's blocks in a language. */
function snippets(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gmu"))].map(
    ([, code = ""]) => code,
  );
}

/** Returns the only block of a language that contains a word. */
function snippet(language: string, word: string): string {
  const [found = "", ...others] = snippets(language).filter((code) => code.includes(word));
  expect({ found: found !== "", others }).toEqual({ found: true, others: [] });
  return found;
}

/** A git repository in which pre-commit, git and our commands run, and nothing of the user's settings counts. */
class Repository {
  readonly root: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>) {
    const outside = temporaryTree();
    writeLaunchers(join(outside, "bin"), bins);
    this.root = temporaryTree(files);
    this.#env = {
      PATH: `${join(outside, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
      HOME: outside,
      PRE_COMMIT_HOME: join(outside, "pre-commit"),
      ...anonymousGit,
    };
    this.must("git", "init", "--quiet");
    this.must("git", "add", ".");
  }

  run(command: string, ...args: readonly string[]): Run {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: this.root, env: this.#env, encoding: "utf8" });
    return { code: status, stdout, stderr };
  }

  /** Runs what has to succeed, and returns what it prints. */
  must(command: string, ...args: readonly string[]): string {
    const { code, stdout, stderr } = this.run(command, ...args);
    if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
    return stdout.trim();
  }

  /** Commits everything as a user does, with the hooks that are installed. */
  commit(): Run {
    this.must("git", "add", ".");
    return this.run("git", "commit", "--quiet", "--message", "a");
  }

  commits(): number {
    return Number(this.must("git", "rev-list", "--all", "--count"));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }
}

/** Makes a repository whose commits pre-commit guards. */
function guarded(config: string, files: Readonly<Record<string, string>>): Repository {
  const repository = new Repository({ ...files, ".pre-commit-config.yaml": config });
  repository.must("pre-commit", "install");
  return repository;
}

/** Returns a configuration with a hook of ours, as from its repository, but with the commands on the path. */
function fromOurRepository(id: string): string {
  const hooks = new Repository({ ".pre-commit-hooks.yaml": manifest });
  hooks.must("git", "commit", "--quiet", "--message", "hooks");
  const hook = { id, language: "system", additional_dependencies: [] };
  return JSON.stringify({ repos: [{ repo: hooks.root, rev: hooks.must("git", "rev-parse", "HEAD"), hooks: [hook] }] });
}

/** Expects that a commit of an unformatted file is refused, and that the formatted file is then accepted. */
function expectFormattingGuard(config: string): void {
  const repository = guarded(config, { "a.nix": "{a=1;}", "b.txt": "{a=1;}" });
  const refused = repository.commit();
  expect(refused.code).toBe(1);
  expect(refused.stdout + refused.stderr).toContain("files were modified by this hook");
  expect([repository.commits(), repository.read("a.nix")]).toEqual([0, "{ a = 1; }\n"]);
  expect(repository.commit().code).toBe(0);
  expect([repository.commits(), repository.read("b.txt")]).toEqual([1, "{a=1;}"]);
}

describe("the hooks of this repository", () => {
  it("install the packages that have their commands, at this version", () => {
    const wanted = readPackages().flatMap(({ name, bin }) =>
      Object.keys(bin).map((command) => [command, `@lix-tools/${name}@${readManifest(`packages/${name}`).version}`]),
    );
    const packageOf = new Map(wanted.map(([command = "", spec = ""]) => [command, spec]));
    const hooks = manifest.split(/^- /mu).slice(1);
    expect(hooks.length).toBeGreaterThanOrEqual(5);
    for (const hook of hooks) {
      const command = /^ {2}entry: ([\w-]+)/mu.exec(hook)?.[1] ?? "";
      expect(hook).toContain(`  additional_dependencies: ["${packageOf.get(command)}"]\n`);
    }
  });
  it.skipIf(!hasPreCommit)("are valid for pre-commit (skipped without it)", () => {
    const repository = new Repository({ "hooks.yaml": manifest });
    expect(repository.run("pre-commit", "validate-manifest", "hooks.yaml").code).toBe(0);
  });
  it.skipIf(!hasPreCommit)("format before a commit (skipped without pre-commit)", () => {
    expectFormattingGuard(fromOurRepository("lix-fmt"));
  });
  const guards = [
    { id: "lix-fmt", bad: "{ a = }", good: "{ a = 1; }\n", says: "a.nix:1:7" },
    { id: "lix-parse", bad: "{ a = }", good: "{a=1;}", says: "syntax/unexpected-token" },
    { id: "lix-migrate", bad: "{ a = http://x.org; }", good: '{a="http://x.org";}', says: "url-literal" },
    { id: "lix-lint", bad: "{ a = http://x.org; }", good: '{a="http://x.org";}', says: "langver/url-literal" },
  ];
  it.skipIf(!hasPreCommit).each(guards)("$id refuses and accepts (skipped without pre-commit)", (guard) => {
    const repository = guarded(fromOurRepository(guard.id), { "a.nix": guard.bad });
    const refused = repository.commit();
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(guard.says);
    expect([repository.commits(), repository.read("a.nix")]).toEqual([0, guard.bad]);
    writeFileSync(join(repository.root, "a.nix"), guard.good);
    expect(repository.commit().code).toBe(0);
    expect([repository.commits(), repository.read("a.nix")]).toEqual([1, guard.good]);
  });
});

/** Returns the value of a Nix expression, by real Nix. */
function evaluate(code: string): unknown {
  const args = ["--eval", "--strict", "--json", "--expr", code];
  const { status, stdout, stderr } = spawnSync("nix-instantiate", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("the readme of the formatter", () => {
  it("has snippets in Nix that parse", () => {
    const parsed = snippets("nix").map((code) =>
      parse(new TextEncoder().encode(code), { langver: makeLangver("legacy") }),
    );
    expect(parsed.map(({ diagnostics }) => diagnostics)).toEqual([[], []]);
  });
  it.skipIf(!hasPreCommit)("has a local hook that formats (skipped without pre-commit)", () => {
    expectFormattingGuard(snippet("yaml", "repo: local"));
  });
  it.skipIf(!hasPreCommit || !hasNix())("has a hook for git-hooks.nix (skipped without pre-commit and Nix)", () => {
    // git-hooks.nix writes this file from the same options; `enable` is its own.
    const options = evaluate(`removeAttrs (${snippet("nix", "hooks.")}).hooks.lix-fmt [ "enable" ]`);
    const hook = { ...(options as object), id: "lix-fmt", language: "system" };
    expectFormattingGuard(JSON.stringify({ repos: [{ repo: "local", hooks: [hook] }] }));
  });
  it("has a table for treefmt, whose rules for formatters hold", () => {
    const table = parseToml(snippet("toml", "[formatter"));
    expect(table).toEqual({ formatter: { "lix-fmt": { command: "lix-fmt", includes: ["*.nix"] } } });
    const repository = new Repository({ "a.nix": "{a=1;}", "b/c.nix": "{ a = 1; }\n", "d.nix": "{d=1;}" });
    const times = (): number[] =>
      ["a.nix", "b/c.nix", "d.nix"].map((path) => statSync(join(repository.root, path)).mtimeMs);
    const before = times();
    repository.must("lix-fmt", "a.nix", "b/c.nix");
    expect([repository.read("a.nix"), repository.read("d.nix")]).toEqual(["{ a = 1; }\n", "{d=1;}"]);
    const after = times();
    expect(after.slice(1)).toEqual(before.slice(1));
    repository.must("lix-fmt", "a.nix", "b/c.nix");
    expect(times()).toEqual(after);
  });
  it.skipIf(!hasNix())("says the same for treefmt-nix (skipped without Nix)", () => {
    expect(evaluate(snippet("nix", "settings."))).toEqual({ settings: parseToml(snippet("toml", "[formatter")) });
  });
  it("has an entry for lint-staged whose command runs", () => {
    const { "lint-staged": tasks } = JSON.parse(snippet("json", "lint-staged")) as {
      "lint-staged": Record<string, string>;
    };
    const repository = new Repository({ "a.nix": "{a=1;}" });
    expect(Object.keys(tasks)).toEqual(["*.nix"]);
    const [command = "", ...args] = (tasks["*.nix"] ?? "").split(" ");
    repository.must(command, ...args, join(repository.root, "a.nix"));
    expect(repository.read("a.nix")).toBe("{ a = 1; }\n");
  });
});

/** `lix-lint` from the outside: hooks, annotations, pipes, workers, and how it ends. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it, vi } from "vitest";
import { useBin } from "./bin.ts";
import { hasNix } from "./external.ts";
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

const readme = readFileSync(fileURLToPath(new URL("../packages/lint/README.md", import.meta.url)), "utf8");

/** Returns the readme's only block of a language that contains a word. */
function snippet(language: string, word: string): string {
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gmu"))].map(
    ([, code = ""]) => code,
  );
  const [found = "", ...others] = blocks.filter((code) => code.includes(word));
  expect({ found: found !== "", others }).toEqual({ found: true, others: [] });
  return found;
}

/** Returns the value of a Nix expression, by real Nix. */
function evaluate(code: string): unknown {
  const { stdout } = spawnSync("nix-instantiate", ["--eval", "--strict", "--json", "--expr", code], {
    encoding: "utf8",
  });
  return JSON.parse(stdout);
}

describe("the snippets of the readme", () => {
  it("for treefmt fix in one run, complain of nothing and touch nothing else", () => {
    const table = parseToml(snippet("toml", "[formatter")) as {
      formatter: { "lix-lint": { command: string; options: string[]; includes: string[] } };
    };
    const { command, options, includes } = table.formatter["lix-lint"];
    expect([command, includes]).toEqual(["lix-lint", ["*.nix"]]);
    const root = temporaryTree({ "a.nix": messy, "b.nix": fixed, "c.nix": "{ lib }: lib.optional true [ ]\n" });
    const times = (): number[] => ["a.nix", "b.nix", "c.nix"].map((path) => statSync(join(root, path)).mtimeMs);
    const before = times();
    expect(bin.run([...options, "a.nix", "b.nix", "c.nix"], { cwd: root }).code).toBe(0);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe(fixed);
    const after = times();
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(bin.run([...options, "a.nix", "b.nix", "c.nix"], { cwd: root }).code).toBe(0);
    expect(times()).toEqual(after);
  });
  it.skipIf(!hasNix())("say the same for treefmt-nix (skipped without Nix)", () => {
    expect(evaluate(snippet("nix", "settings."))).toEqual({ settings: parseToml(snippet("toml", "[formatter")) });
  });
  it.skipIf(!hasNix())("for git-hooks.nix refuse and accept (skipped without Nix)", () => {
    const { hooks } = evaluate(snippet("nix", "hooks.")) as {
      hooks: { "lix-lint": { entry: string; files: string } };
    };
    const { entry, files } = hooks["lix-lint"];
    const [command, ...args] = entry.split(" ");
    expect([command, new RegExp(files, "u").test("a/b.nix"), new RegExp(files, "u").test("a.nix2")]).toEqual([
      "lix-lint",
      true,
      false,
    ]);
    const root = temporaryTree({ "a.nix": messy, "b.nix": fixed });
    expect(bin.run([...args, "a.nix", "b.nix"], { cwd: root }).code).toBe(1);
    expect(bin.run([...args, "b.nix"], { cwd: root }).code).toBe(0);
  });
  it("for GitHub annotate and write a log for code scanning", () => {
    const [, line = ""] = /run: lix-lint (.*)/u.exec(snippet("yaml", "upload-sarif")) ?? [];
    const root = temporaryTree({ "a.nix": messy });
    const { code, stdout } = bin.run(line.split(" "), { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=a\.nix,line=1,/u);
    const log = JSON.parse(readFileSync(join(root, "lix-lint.sarif"), "utf8"));
    const [run] = log.runs;
    expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      "langver/url-literal",
      "dead/empty-let",
    ]);
    const rule = run.tool.driver.rules[run.results[0].ruleIndex];
    expect(rule.helpUri).toMatch(/^https:\/\/.*LX200/u);
  });
});

describe("watching", () => {
  it("lints again when a file changes, survives a broken configuration and ends with an interruption", async () => {
    const root = temporaryTree({ "a.nix": fixed });
    const child = bin.start(["--watch", "--format", "concise", "."], { cwd: root });
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((end) => void child.on("exit", end));
    const until = async (pattern: RegExp, act: () => void): Promise<void> => {
      said = "";
      // The watch may not be on yet when the first change comes.
      const again = setInterval(act, 300);
      act();
      await vi.waitUntil(() => pattern.test(said), { timeout: 20_000, interval: 20 });
      clearInterval(again);
    };
    await until(/a\.nix:1:7: error\[langver\/url-literal\]/u, () => writeFileSync(join(root, "a.nix"), messy));
    await until(/lix\.toml/u, () => writeFileSync(join(root, "lix.toml"), "[lint]\npreset = 1\n"));
    await until(/b\.nix:1:7: error/u, () => {
      writeFileSync(join(root, "lix.toml"), "[lint]\n");
      writeFileSync(join(root, "b.nix"), messy);
    });
    child.kill("SIGINT");
    await ended;
    expect(child.signalCode).toBeNull();
  }, 60_000);
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

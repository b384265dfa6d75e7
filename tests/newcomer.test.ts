/**
 * A newcomer's walk: what README says under "In five minutes", step by step, in a repository of a newcomer's, with the
 * packages as a release would put them there.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import type { Run } from "./bin.ts";
import { isBuilt, usePackedProject } from "./release/packed-project.ts";
import { inNeovim, neovimVersion } from "./neovim.ts";
import { root } from "./workspace.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const section = /^## In five minutes[^\n]*\n([\s\S]*?)^## /mu.exec(readme)?.[1] ?? "";

/** The commands of the section, block after block, and the configuration of the hooks. */
const [installing = [], looking = [], changing = [], gate = []] = [
  ...section.matchAll(/^```sh\n([\s\S]*?)^```$/gmu),
].map(([, code = ""]) => code.trim().split("\n"));
const hooks = /^```yaml\n([\s\S]*?)^```$/mu.exec(section)?.[1] ?? "";

const bad = "{ ... }:\nlet unused = 1; in\n{ homepage = https://example.org; }\n";
const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;

describe.skipIf(!isBuilt())("a newcomer (skipped without a build)", () => {
  const project = usePackedProject();
  const file = (path: string): string => join(project.directory, path);
  const shell = (line: string): Run => project.run("bash", ["-c", line]);
  const must = (line: string): string => {
    const { code, stdout, stderr } = shell(line);
    if (code !== 0) throw new Error(`${line}: ${stdout}${stderr}`);
    return stdout;
  };

  beforeAll(() => {
    writeFileSync(file(".gitignore"), "node_modules\n");
    writeFileSync(file("a.nix"), bad);
    must("git init --quiet && git add . && git commit --quiet --message start");
  });

  it("installs the packages that there are", () => {
    const named = installing.flatMap((line) => line.replace(/^npm install --save-dev /u, "").split(" "));
    expect(named.length).toBeGreaterThan(1);
    const packed = project.archives.map((path) => basename(path).replace(/-\d.*$/u, ""));
    expect(named.filter((name) => !packed.includes(name))).toEqual([]);
  });
  it("sees what is wrong, and nothing changes", () => {
    expect(looking.map((line) => shell(line).code)).toEqual([1, 1, 0]);
    expect(shell(looking[0] ?? "").stdout).toContain("langver/url-literal");
    expect(shell(looking[2] ?? "").stdout).toContain('"https://example.org"');
    expect(readFileSync(file("a.nix"), "utf8")).toBe(bad);
  });
  it("reads findings as JSON and SARIF", () => {
    const { code, stdout } = shell(gate[0] ?? "");
    expect(code).toBe(1);
    expect(JSON.stringify(JSON.parse(stdout))).toContain("langver/url-literal");
    expect(JSON.parse(readFileSync(file("lix-lint.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });
  it("lets the tools change what they can prove", () => {
    expect(changing.map((line) => shell(line).code)).toEqual([0, 0, 0]);
    expect(readFileSync(file("a.nix"), "utf8")).toBe('{ ... }:\n{\n  homepage = "https://example.org";\n}\n');
    expect(looking.slice(0, 2).map((line) => shell(line).code)).toEqual([0, 0]);
    must("git commit --quiet --all --message formatted");
  });
  it.skipIf(!hasPreCommit)("is kept from committing what is bad (skipped without pre-commit)", () => {
    // What npm would bring from the registry comes from the archives: the packages named, and what they need.
    const archives = project.archives.filter((path) => basename(path).startsWith("lix-tools-"));
    const fromArchives = hooks.replaceAll(/\["@lix-tools\/[\w-]+@[\d.]+"\]/gu, JSON.stringify(archives));
    expect(fromArchives).not.toBe(hooks);
    writeFileSync(file(".pre-commit-config.yaml"), fromArchives);
    must("git add .pre-commit-config.yaml && pre-commit install && git commit --quiet --message hooks");
    const before = must("git rev-parse HEAD");

    writeFileSync(file("b.nix"), "{a=http://example.org;}\n");
    must("git add b.nix");
    const refused = shell("git commit --quiet --message bad");
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain("langver/url-literal");
    expect(must("git rev-parse HEAD")).toBe(before);
    // The formatter has already put it right.
    expect(readFileSync(file("b.nix"), "utf8")).toBe('{ a = "http://example.org"; }\n');
    must("git add b.nix && git commit --quiet --message good");
  });
  it("migrates the bundled corpus, to Nix 2 and nothing lost", () => {
    mkdirSync(file("corpus"));
    cpSync(join(root, "corpus/legacy"), file("corpus/legacy"), { recursive: true });
    must("git add corpus && git commit --quiet --no-verify --message corpus");
    const { code, stdout } = shell("npx lix-migrate --to nix2 --write corpus");
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).not.toContain("mismatch");
    const files = readdirSync(file("corpus"), { recursive: true }).map(String);
    const migrated = files.filter((path) => path.endsWith(".nix") && existsSync(file(join("corpus", path))));
    const heads = migrated.map((path) => readFileSync(file(join("corpus", path)), "utf8"));
    expect(heads.filter((text) => /^use experimental\.nix2;$/mu.test(text)).length).toBeGreaterThan(0);
    // Some of the corpus is in there for what current evaluators refuse; its bytes are kept like all others.
    const { files: all = "", lossless = "?" } =
      /^files (?<files>\d+), .*lossless (?<lossless>\d+)/mu.exec(shell("npx lix-parse --check corpus").stdout)
        ?.groups ?? {};
    expect(lossless).toBe(all);
    // Twice is once.
    must("git commit --quiet --all --no-verify --message migrated && npx lix-migrate --to nix2 --write corpus");
    expect(must("git status --porcelain corpus")).toBe("");
  });
  it.skipIf(neovimVersion === null)("saves formatted in an editor (skipped without Neovim)", () => {
    writeFileSync(file("c.nix"), "{ }\n");
    const scratch = file(".neovim");
    mkdirSync(scratch);
    inNeovim(
      { scratch, commands: file("node_modules/.bin"), file: file("c.nix") },
      `vim.api.nvim_buf_set_lines(0, 0, -1, false, { "{a=1;}" })
vim.cmd("write")
answer(true)`,
    );
    expect(readFileSync(file("c.nix"), "utf8")).toBe("{ a = 1; }\n");
  });
});

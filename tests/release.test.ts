/**
 * What a release would publish: that its packages are right, small, complete, and work when installed from nothing but
 * their archives, on every Node that is promised.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { publint } from "publint";
import { describe, expect, it } from "vitest";
import { install, isBuilt, publishedPackages, usePackedProject } from "./release/packed-project.ts";
import { readManifest, root } from "./workspace.ts";

/** Packages that are published, with what `package.json` says of them. */
const published = publishedPackages().map(({ name, bin }) => ({
  name,
  bin,
  manifest: readManifest(`packages/${name}`),
}));
const commands = published.flatMap(({ bin }) => Object.keys(bin));

/**
 * The largest archive that is allowed, in KiB, by package. A command carries two WebAssembly engines of 0.2 MiB; the
 * evaluator has two back ends, both with their sources.
 */
const budgets: Readonly<Record<string, number>> = {
  parser: 400,
  "cli-kit": 160,
  "parse-cli": 450,
  fmt: 750,
  "eval-core": 1000,
  lint: 1200,
  "migrate-langver": 1100,
  lsp: 1500,
};

/** A job for each command: what to run on `a.nix`, and what it prints. */
const jobs: Readonly<Record<string, { readonly args: readonly string[]; readonly prints: string }>> = {
  "lix-parse": { args: ["--check", "a.nix"], prints: "files 1, bytes" },
  "lix-fmt": { args: ["--check", "--diff", "a.nix"], prints: 'a = "http://example.org";' },
  "lix-lint": { args: ["a.nix"], prints: "langver/url-literal" },
  "lix-eval": { args: ["--strict", "--json", "-A", "a", "a.nix"], prints: '"http://example.org"' },
  "lix-migrate": { args: ["--to", "nix2", "--diff", "a.nix"], prints: 'a = "http://example.org";' },
  "lix-lsp": { args: ["--help"], prints: "lix-lsp" },
};

describe.skipIf(!isBuilt())("a release (skipped without a build)", () => {
  const project = usePackedProject();
  const archiveOf = (name: string): string =>
    project.archives.find((path) => basename(path).startsWith(`lix-tools-${name}-0`)) ?? "";

  it.each(published)("$name is what publint and bundlers expect", async ({ name, manifest }) => {
    const tarball = new Uint8Array(readFileSync(archiveOf(name))).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
    if (manifest.exports?.["."] === undefined) return;
    const args = [archiveOf(name), "--profile", "esm-only", "--exclude-entrypoints", "package.json"];
    const { status, stdout } = spawnSync(join(root, "node_modules/.bin/attw"), args, { encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0 });
  });
  it.each(published)("$name is as small as promised", ({ name }) => {
    expect(statSync(archiveOf(name)).size / 1024).toBeLessThan(budgets[name] ?? 0);
  });
  it.each(published)("$name carries its licence, its readme and no test", ({ name }) => {
    const files = readdirSync(join(project.directory, "node_modules/@lix-tools", name), { recursive: true }).map(
      String,
    );
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    expect(files.filter((path) => /\.test\.|\.cases\.txt$|^dist\/bin-/u.test(path))).toEqual([]);
  });
  it("has a job for every command", () => {
    expect(Object.keys(jobs)).toEqual(expect.arrayContaining(commands));
  });
  it.each(commands)("%s does its job, also under its own name", (command) => {
    writeFileSync(join(project.directory, "a.nix"), "{a=http://example.org;}\n");
    const { args, prints } = jobs[command] ?? { args: [], prints: "?" };
    expect(project.run(command, args).stdout).toContain(prints);
    const launcher = join(project.directory, "node_modules", command, `${command}.cjs`);
    expect(project.run(process.execPath, [launcher, ...args]).stdout).toContain(prints);
  });
  it("runs the examples of the packages' readmes", () => {
    for (const { name } of published) {
      const readme = readFileSync(join(root, "packages", name, "README.md"), "utf8");
      for (const [, code = ""] of readme.matchAll(/^```js\n([\s\S]*?)^```$/gmu)) {
        const path = join(project.directory, "example.mjs");
        writeFileSync(path, code);
        const { code: status, stdout, stderr } = project.run(process.execPath, [path]);
        expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: "" });
        const promised = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gmu)].map(([, text]) => text);
        if (promised.length > 0) expect(stdout.trim().split("\n")).toEqual(promised);
      }
    }
  });
  it.each(["22", "24"])("runs on Node %s", (version) => {
    const directory = join(dirname(project.directory), `node-${version}`);
    mkdirSync(directory);
    writeFileSync(join(directory, "package.json"), '{ "private": true, "allowScripts": { "node": true } }\n');
    install(directory, [`node@${version}`]);
    const node = join(directory, "node_modules/node/bin/node");
    expect(project.run(node, ["--version"]).stdout).toMatch(new RegExp(`^v${version}\\.`, "u"));
    writeFileSync(join(project.directory, "a.nix"), "{a=http://example.org;}\n");
    for (const command of commands) {
      const { args, prints } = jobs[command] ?? { args: [], prints: "?" };
      const run = project.run(node, [join(project.directory, "node_modules", command, `${command}.cjs`), ...args]);
      expect(run.stdout).toContain(prints);
    }
  });
});

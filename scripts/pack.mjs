/**
 * Packs what a release publishes: every package of the workspace as npm packs it, and for each command line a package of
 * the command's own name, so that `npx lix-migrate` works as it is written.
 *
 *     node scripts/pack.mjs DIRECTORY
 *
 * Wants a build. Prints the paths of the archives, one per line, in an order in which they can be published.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readPackages } from "./packages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Returns the manifests of all packages that are published, each after those it depends on. */
function publishedPackages() {
  const manifests = readPackages().filter(({ manifest }) => manifest.private !== true);
  const byName = new Map(manifests.map((entry) => [entry.manifest.name, entry]));
  const ordered = new Set();
  const visit = (entry) => {
    if (ordered.has(entry)) return;
    for (const name of Object.keys(entry.manifest.dependencies ?? {})) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(entry);
  };
  manifests.forEach(visit);
  return [...ordered];
}

/** Returns the manifest of the package that is named after a command. */
function aliasManifest(command, { name, version, description, license, homepage, bugs, repository, engines }) {
  return {
    name: command,
    version,
    description,
    keywords: ["lix", "nix", "nix2"],
    homepage,
    bugs,
    license,
    repository,
    bin: { [command]: `./${command}.cjs` },
    files: [`${command}.cjs`],
    dependencies: { [name]: version },
    engines,
  };
}

/** Returns the launcher of such a package; the command's own package knows where its launcher is. */
function aliasLauncher(command, { name, bin }) {
  return `#!/usr/bin/env node
const { dirname, join } = require("node:path");
require(join(dirname(require.resolve("${name}/package.json")), "${bin[command]}"));
`;
}

function writeAlias(directory, command, manifest) {
  mkdirSync(directory);
  writeFileSync(join(directory, "package.json"), `${JSON.stringify(aliasManifest(command, manifest), null, 2)}\n`);
  writeFileSync(join(directory, `${command}.cjs`), aliasLauncher(command, manifest), { mode: 0o755 });
  writeFileSync(
    join(directory, "README.md"),
    `# ${command}\n\nThe command of [${manifest.name}](${manifest.homepage}).\n`,
  );
  copyFileSync(join(root, "LICENSE"), join(directory, "LICENSE"));
}

function pack(directory, out) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", out];
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: directory, encoding: "utf8" });
  if (status !== 0) throw new Error(`${directory}: npm pack failed\n${stderr}`);
  const [{ filename }] = JSON.parse(stdout);
  return join(out, filename.replace(/^@/u, "").replace("/", "-"));
}

const [outArgument] = process.argv.slice(2);
if (outArgument === undefined) {
  console.error("usage: node scripts/pack.mjs DIRECTORY");
  process.exit(2);
}
const out = resolve(outArgument);
mkdirSync(out, { recursive: true });
const packages = publishedPackages();
const unbuilt = packages.find(({ directory }) => !existsSync(join(directory, "dist")));
if (unbuilt !== undefined) {
  console.error(`${unbuilt.manifest.name} is not built: run \`npm run build\` first`);
  process.exit(2);
}
for (const { directory } of packages) console.log(pack(directory, out));
const aliases = mkdtempSync(join(tmpdir(), "lix-aliases-"));
try {
  for (const { manifest } of packages) {
    for (const command of Object.keys(manifest.bin ?? {})) {
      writeAlias(join(aliases, command), command, manifest);
      console.log(pack(join(aliases, command), out));
    }
  }
} finally {
  rmSync(aliases, { recursive: true });
}

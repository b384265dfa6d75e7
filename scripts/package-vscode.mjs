/**
 * Packages the extension for VS Code: bundles it, puts the bundled server and the extension's own files into a folder,
 * and lets VS Code's packager make one file of that. Needs nothing of the network.
 *
 *     node scripts/package-vscode.mjs [--server DIRECTORY] [--out FILE.vsix]
 *
 * The server is taken from `packages/lsp/dist/bin`, where `npm run build` puts it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const extension = join(root, "packages/vscode");

/** What is taken over as it is. */
const files = ["LICENSE", "README.md", "language-configuration.json", "syntaxes"];

const { values } = parseArgs({
  options: {
    server: { type: "string", default: join(root, "packages/lsp/dist/bin") },
    out: { type: "string", default: join(extension, "dist/lix-tools.vsix") },
  },
});
const server = resolve(values.server);
const out = resolve(values.out);
if (!existsSync(join(server, "lix-lsp.js"))) {
  console.error(`error: there is no server in ${server}; \`npm run build\` makes it`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "lix-vscode-"));
try {
  for (const file of files) cpSync(join(extension, file), join(folder, file), { recursive: true });
  cpSync(join(root, "CHANGELOG.md"), join(folder, "CHANGELOG.md"));
  cpSync(server, join(folder, "dist/server"), { recursive: true });
  await bundleExtension(join(folder, "dist/extension.cjs"));
  writeManifest(join(folder, "package.json"));
  mkdirSync(dirname(out), { recursive: true });
  await createVSIX({ cwd: folder, packagePath: out, dependencies: false, skipLicense: false });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bundleExtension(file) {
  const build = await rolldown({
    input: join(extension, "src/extension.ts"),
    platform: "node",
    // The editor provides it.
    external: ["vscode"],
  });
  await build.write({ file, format: "cjs", codeSplitting: false, minify: { compress: true, mangle: false } });
  await build.close();
}

/** Everything is in the bundle, and links in the readme are absolute already. */
function writeManifest(file) {
  const {
    dependencies: _,
    private: __,
    ...manifest
  } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

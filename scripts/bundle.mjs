/**
 * Bundles every command line: for each `bin` of a package, `src/cli.ts` or `src/node/cli.ts` becomes
 * `dist/bin/<name>.js`, with third-party code inside, so that nothing has to be resolved at start and an installed
 * command needs no other package. What a command loads only sometimes lies beside it in chunks, as do its worker
 * (`worker.ts` and `*-worker.ts` anywhere in the package's sources) and WebAssembly modules.
 *
 *     node scripts/bundle.mjs [--out NAME] [PACKAGE…]
 *
 * The bundles go to `dist/NAME`, `dist/bin` by default; tests make their own beside it. They are CommonJS, which Node
 * starts some ten milliseconds sooner than the same code as ES modules; a `package.json` beside them says so.
 *
 * What a program or a thread begins with is in `<name>.main.js`. `<name>.js` is only the launcher of cli-kit, which loads
 * that with the code that was compiled in an earlier run.
 */
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { licencesOf } from "./licences.mjs";
import { readPackages } from "./packages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** Returns every command line of the workspace: its name, package directory and main module. */
function findBins() {
  return readPackages().flatMap(({ directory, manifest }) =>
    Object.keys(manifest.bin ?? {}).map((bin) => ({ bin, directory, main: mainModule(directory) })),
  );
}

function mainModule(directory) {
  const candidates = ["src/cli.ts", "src/node/cli.ts"].map((path) => join(directory, path));
  return candidates.find((path) => existsSync(path));
}

/** Returns the modules that run in worker threads, by the last part of their path, as the sources name them. */
function findWorkers(directory) {
  const files = readdirSync(join(directory, "src"), { recursive: true });
  const workers = files.filter((path) => /^(?:[\w-]+-)?worker\.ts$/u.test(basename(path)));
  return Object.fromEntries(workers.map((path) => [basename(path, ".ts"), join(directory, "src", path)]));
}

/**
 * Sources name a WebAssembly module by its place relative to themselves. In a bundle that place is beside the bundle;
 * the modules met are collected to be copied there.
 */
function wasmBesideBundle(found) {
  const reference = /new URL\("([^"]+\.wasm)", import\.meta\.url\)/gu;
  return {
    name: "wasm-beside-bundle",
    transform(code, id) {
      if (!code.includes(".wasm")) return null;
      let isChanged = false;
      const changed = code.replaceAll(reference, (whole, path) => {
        const file = resolve(dirname(id), path);
        if (!existsSync(file)) return whole;
        found.add(file);
        isChanged = true;
        return `new URL("./${basename(path)}", import.meta.url)`;
      });
      return isChanged ? changed : null;
    },
  };
}

/**
 * CommonJS cannot wait outside of functions. A command line does not have to, as Node waits for it before it ends; but
 * then nothing may be done after it either.
 */
function withoutTopLevelAwait(main) {
  return {
    name: "without-top-level-await",
    transform(code, id) {
      if (id !== main) return null;
      // A function's body, which is what the launcher makes of it, has no such line.
      const [before, ...after] = code.replace(/^#!.*\n/u, "").split(/^await /mu);
      const declaration = /^(?:(?:async )?function\b|interface\b|type\b|const\b|[\s/})\]]|$)/u;
      const lines = after.join("\n").split("\n").slice(1);
      const statement = lines.find((line) => !declaration.test(line));
      if (after.length > 1 || statement !== undefined) throw new Error(`${main}: \`${statement}\` after waiting`);
      return [before, ...after].join("void ");
    },
  };
}

/** Names stay, for the sake of stack traces; what is left out makes the start a few milliseconds faster. */
const minify = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

/** The module of tinypool's that its threads begin with. */
const pooled = "entry/worker";

/** Returns the launcher as an expression: its exports. */
async function bundleLauncher() {
  const build = await rolldown({ input: join(root, "packages/cli-kit/src/launch/launch.ts"), platform: "node" });
  const { output } = await build.generate({ format: "cjs", exports: "named", minify });
  await build.close();
  if (output.length !== 1) throw new Error("the launcher is more than one module");
  return `(function (exports) {${output[0].code}\nreturn exports;})({})`;
}

/** Writes what programs and threads are started with. The code is compiled by the program for its threads as well. */
function writeLaunchers({ bin, outDirectory, launched, version }, output, launcher) {
  const chunks = output.filter(({ type, name }) => type === "chunk" && name !== pooled);
  const build = createHash("sha256").update(version);
  for (const { code, fileName } of chunks) {
    if (/\bimport\(/u.test(code)) throw new Error(`${bin}: \`import()\` in ${fileName}, which the launcher knows not`);
    build.update(code);
  }
  const digest = build.digest("hex").slice(0, 16);
  for (const name of launched) {
    const program = {
      name: bin,
      main: `${name}.main.js`,
      modules: name === bin ? chunks.map(({ fileName }) => fileName) : null,
      build: digest,
    };
    const text = `module.exports = ${launcher}.launch({...${JSON.stringify(program)}, directory: __dirname, require});\n`;
    writeFileSync(join(outDirectory, `${name}.js`), name === bin ? `#!/usr/bin/env node\n${text}` : text);
  }
}

/**
 * commander loads the module that starts processes, for subcommands in files of their own. No command here has any, and
 * it takes two milliseconds.
 */
function withoutProcesses() {
  const reference = /^const childProcess = require\('node:child_process'\)[^;]*;$/mu;
  return {
    name: "without-processes",
    transform(code, id) {
      if (!id.endsWith("/commander/lib/command.js")) return null;
      if (!reference.test(code)) throw new Error(`${id}: loads no module to start processes with`);
      return code.replace(reference, "const childProcess = {};");
    },
  };
}

/** The launcher's modules know no `import()`; Node's own modules can be had without waiting. */
function withoutImportsOfNode() {
  const reference = /await import\((["'])(?:node:)?([a-z/_]+)\1\)/gu;
  return {
    name: "without-imports-of-node",
    transform(code) {
      const changed = code.replaceAll(reference, (whole, _, name) =>
        isBuiltin(name) ? `process.getBuiltinModule("${name}")` : whole,
      );
      return changed === code ? null : changed;
    },
  };
}

/**
 * Returns what differs between versions of what reads sources: whoever keeps trees and images of them from run to run
 * keeps it beside them.
 */
function digestOfReader() {
  const digest = createHash("sha256");
  for (const folder of ["parser/src", "eval-core/src", "eval-core/assembly"]) {
    const directory = join(root, "packages", folder);
    for (const path of readdirSync(directory, { recursive: true }).sort()) {
      if (!path.endsWith(".ts")) continue;
      digest.update(`${folder}/${String(path)}\0`).update(readFileSync(join(directory, path)));
    }
  }
  return digest.digest("hex").slice(0, 32);
}

async function bundle({ bin, directory, main }, out) {
  if (main === undefined) throw new Error(`${bin}: neither src/cli.ts nor src/node/cli.ts in ${directory}`);
  const wasm = new Set();
  const input = { [bin]: main };
  Object.assign(input, findWorkers(directory));
  const launched = Object.keys(input);
  // tinypool starts threads with a module of its own, which it looks for in `entry` beside itself.
  if (input.worker !== undefined) input[pooled] = join(dirname(require.resolve("tinypool")), "entry/worker.js");
  const build = await rolldown({
    input,
    platform: "node",
    resolve: { conditionNames: ["@lix-tools/source", "import", "node", "default"] },
    transform: { define: { READER_DIGEST: JSON.stringify(digestOfReader()) } },
    plugins: [wasmBesideBundle(wasm), withoutTopLevelAwait(main), withoutProcesses(), withoutImportsOfNode()],
    onLog(level, log) {
      const isOurs = !log.id?.includes("node_modules");
      if (level === "warn" && isOurs) throw new Error(`${bin}: ${log.message}`);
    },
  });
  const outDirectory = join(directory, "dist", out);
  rmSync(outDirectory, { recursive: true, force: true });
  const { output } = await build.write({
    dir: outDirectory,
    format: "cjs",
    entryFileNames: ({ name }) => (name === pooled ? "[name].js" : "[name].main.js"),
    chunkFileNames: "[name]-[hash].js",
    minify,
  });
  await build.close();
  mkdirSync(outDirectory, { recursive: true });
  const { name, version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  writeFileSync(join(outDirectory, "package.json"), `${JSON.stringify({ name, version, type: "commonjs" })}\n`);
  writeLaunchers({ bin, outDirectory, launched, version }, output, await bundleLauncher());
  const modules = output.flatMap((chunk) => chunk.moduleIds ?? []);
  // web-tree-sitter looks for its own module beside itself.
  const engine = modules.find((id) => id.endsWith("/web-tree-sitter.js"));
  if (engine !== undefined) wasm.add(engine.replace(/\.js$/u, ".wasm"));
  const isUsed = (file) => output.some((chunk) => chunk.code?.includes(basename(file)));
  for (const file of wasm) if (isUsed(file)) copyFileSync(file, join(outDirectory, basename(file)));
  writeFileSync(join(outDirectory, "THIRD-PARTY-LICENSES.txt"), licencesOf(modules));
  const bytes = output.reduce((sum, chunk) => sum + (chunk.code?.length ?? 0), 0);
  console.log(
    `${relative(root, join(outDirectory, `${bin}.js`))}: ${output.length} files, ${Math.round(bytes / 1024)} KiB`,
  );
}

const { values, positionals } = parseArgs({
  options: { out: { type: "string", default: "bin" } },
  allowPositionals: true,
});
for (const bin of findBins()) {
  if (positionals.length === 0 || positionals.includes(basename(bin.directory))) await bundle(bin, values.out);
}

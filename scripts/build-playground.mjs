/**
 * Builds the playground: a folder with one page and its parts, to be put on any static host, at any address.
 *
 *     node scripts/build-playground.mjs [--out DIRECTORY] [--docs ADDRESS]
 *
 * It goes to `packages/playground/dist/page` by default. Parts are named after their contents, so they can be cached for
 * good; the page, the service worker and the icon keep their names. With the address of
 * the documentation, relative to the page, it links to it. The page's policy forbids requests to other hosts.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { constants, gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { licencesOf } from "./licences.mjs";
import { minifyCss } from "./minify-css.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = join(root, "packages/playground");
const source = join(project, "src/page");

const { values } = parseArgs({
  options: { out: { type: "string", default: join(project, "dist/page") }, docs: { type: "string" } },
});
const out = resolve(values.out);
const modules = new Set();

/** What is allowed: this host, WebAssembly, and the styles that the editor makes. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function fingerprint(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 10);
}

/** Writes a part of the page and returns its name, which tells its contents. */
function writePart(name, content) {
  const extension = extname(name);
  const path = `assets/${basename(name, extension)}-${fingerprint(content)}${extension}`;
  writeFileSync(join(out, path), content);
  return path;
}

/** Files that sources name by their place relative to themselves become parts of the page. */
function urlsToParts(written) {
  const reference = /new URL\(\s*"([^"]+\.(?:wasm|ts))",\s*import\.meta\.url\s*\)/gu;
  return {
    name: "urls-to-parts",
    transform(code, id) {
      if (!code.includes("import.meta.url")) return null;
      const changed = code.replaceAll(reference, (whole, path) => {
        const file = resolve(dirname(id), path);
        if (!existsSync(file)) return whole;
        const part = written.get(basename(file)) ?? writePart(basename(file), readFileSync(file));
        return `new URL(${JSON.stringify(`./${basename(part)}`)}, import.meta.url)`;
      });
      return changed === code ? null : changed;
    },
  };
}

async function bundle(input, written, extra = {}) {
  const build = await rolldown({
    input,
    platform: "browser",
    resolve: { conditionNames: ["@lix-tools/source", "import", "browser", "default"] },
    moduleTypes: { ".nix": "text" },
    // Node's modules, which web-tree-sitter asks for where it runs on Node.
    external: ["module", "fs/promises"],
    plugins: [urlsToParts(written)],
    transform: extra,
    onLog(level, log) {
      if (level === "warn" && !log.id?.includes("node_modules")) throw new Error(log.message);
    },
  });
  const { output } = await build.write({
    dir: join(out, "assets"),
    format: "esm",
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: "[name]-[hash].js",
    minify: true,
  });
  await build.close();
  for (const chunk of output) for (const id of chunk.moduleIds ?? []) modules.add(id);
  return output.filter(({ type }) => type === "chunk");
}

function fillIn(template, slots) {
  return template.replaceAll(/\{\{([\w-]+)\}\}/gu, (_, name) => slots[name] ?? "");
}

function filesIn(directory) {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(directory, path)).isFile())
    .toSorted();
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "assets"), { recursive: true });

const written = new Map();
const workers = await bundle(
  {
    "analysis-worker": join(source, "analysis-worker.ts"),
    "evaluation-worker": join(source, "evaluation-worker.ts"),
  },
  written,
);
for (const { isEntry, name, fileName } of workers) if (isEntry) written.set(`${name}.ts`, fileName);
const [main] = await bundle({ main: join(source, "main.ts") }, written);
// It stands in the page itself, so that nothing has to come before it; addresses count from there.
const [bootPart] = await bundle({ boot: join(source, "boot.ts") }, written);
rmSync(join(out, "assets", bootPart.fileName));
const boot = bootPart.code.replaceAll('"./', '"./assets/').replaceAll("`./", "`./assets/").trim();
const bootHash = createHash("sha256").update(boot).digest("base64");

const styles = ["tokens.css", "style.css"].map((name) => readFileSync(join(project, "page", name), "utf8"));
const style = writePart("style.css", minifyCss(styles.join("\n")));
writeFileSync(join(out, "icon.svg"), readFileSync(join(project, "page/icon.svg")));
writeFileSync(join(out, "THIRD-PARTY-LICENSES.txt"), licencesOf(modules));

// The first result waits for the analysis worker, so what it needs is asked for at once.
const first = workers.find(({ name }) => name === "analysis-worker");
const preloaded = [first?.fileName, ...(first?.imports ?? [])].filter(
  (name) => name !== undefined && name.endsWith(".js"),
);
const preload = preloaded.map((name) => `<link rel="modulepreload" href="assets/${name}" />`).join("\n    ");
writeFileSync(
  join(out, "index.html"),
  fillIn(readFileSync(join(project, "page/index.html"), "utf8"), {
    policy: policy.replace("script-src 'self'", `script-src 'self' 'sha256-${bootHash}'`),
    icon: "icon.svg",
    preload,
    style,
    main: `assets/${main.fileName}`,
    boot: `<script type="module" async>${boot}</script>`,
    docs: values.docs === undefined ? "" : ` data-docs="${values.docs}"`,
    home: values.docs === undefined ? "./" : `${values.docs}index.html`,
    "docs-link":
      values.docs === undefined ? "" : `<a class="docs-link" href="${values.docs}getting-started.html">Docs</a>`,
  }),
);

const kept = filesIn(out).filter((path) => !path.endsWith(".txt"));
const version = fingerprint(kept.map((path) => `${path} ${fingerprint(readFileSync(join(out, path)))}`).join("\n"));
const [offline] = await bundle({ "service-worker": join(source, "service-worker.ts") }, written, {
  define: { PLAYGROUND_FILES: JSON.stringify(["./", ...kept]), PLAYGROUND_VERSION: JSON.stringify(version) },
});
rmSync(join(out, "assets", offline.fileName));
writeFileSync(join(out, "service-worker.js"), offline.code);

const sizes = filesIn(out)
  .filter((path) => !path.endsWith(".txt"))
  .map((path) => gzipSync(readFileSync(join(out, path)), { level: constants.Z_BEST_COMPRESSION }).length);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${relative(root, out)}: ${sizes.length} files, ${Math.round(total / 1024)} KiB compressed`);

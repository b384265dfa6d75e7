/**
 * Builds the grammars as WebAssembly side modules for web-tree-sitter, with a compiler that comes from npm, so that
 * anyone can repeat it: the same sources give the same bytes.
 *
 *     node scripts/build-wasm.mjs            writes packages/parser/wasm/<dialect>.wasm
 *     node scripts/build-wasm.mjs --check    builds in memory and compares with the files there
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { runClang } from "@yowasp/clang";
import { dialects, grammarRoot, wasmRoot } from "./grammar-paths.mjs";

/** The target that this build of clang has headers for. */
const target = "wasm32-wasip1";

/** Returns the files of a folder as the compiler's file system takes them. */
function readFolder(folder) {
  const files = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = new URL(entry.name + (entry.isDirectory() ? "/" : ""), folder);
    if (entry.isDirectory()) files[entry.name] = readFolder(path);
    else if (/\.[ch]$/.test(entry.name)) files[entry.name] = flatten(readFileSync(path, "utf8"));
  }
  return files;
}

/** The compiler's file system does not know `..`; the folder of the shared headers is given as an option. */
function flatten(source) {
  return source.replace("../../common/", "");
}

function compilerArguments(dialect) {
  return [
    "clang",
    `--target=${target}`,
    "-Os",
    "-fPIC",
    "-shared",
    "-nostdlib",
    "-fno-exceptions",
    "-fvisibility=hidden",
    `-Wl,--export=tree_sitter_${dialect}`,
    "-Wl,--allow-undefined",
    "-Wl,--no-entry",
    "-Wl,--strip-all",
    "-Icommon",
    `-I${dialect}/src`,
    `${dialect}/src/parser.c`,
    `${dialect}/src/scanner.c`,
    "-o",
    "out.wasm",
  ];
}

/** Returns the bytes of a grammar's module. */
export async function buildWasm(dialect) {
  const files = {
    common: readFolder(new URL("common/", grammarRoot)),
    [dialect]: { src: readFolder(new URL(`${dialect}/src/`, grammarRoot)) },
  };
  const messages = [];
  const keep = (bytes) => {
    if (bytes !== null) messages.push(Buffer.from(bytes).toString());
  };
  try {
    // Without arguments it only loads the compiler, which would print its progress otherwise.
    await runClang(null, {}, { fetchProgress() {} });
    const made = await runClang(compilerArguments(dialect), files, { stdout: keep, stderr: keep });
    return made["out.wasm"];
  } catch {
    throw new Error(`the compiler failed on ${dialect}:\n${messages.join("")}`);
  }
}

async function main(options) {
  const isCheck = options.includes("--check");
  let differences = 0;
  for (const dialect of dialects) {
    const built = await buildWasm(dialect);
    const path = new URL(`${dialect}.wasm`, wasmRoot);
    if (!isCheck) {
      writeFileSync(path, built);
      console.log(`${dialect}.wasm ${built.length} bytes`);
    } else if (Buffer.compare(readFileSync(path), built) !== 0) {
      differences++;
      console.error(`${dialect}.wasm is not what its sources give; run scripts/build-wasm.mjs`);
    }
  }
  process.exitCode = differences === 0 ? 0 : 1;
}

if (import.meta.filename === process.argv[1]) await main(process.argv.slice(2));

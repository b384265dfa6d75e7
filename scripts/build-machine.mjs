/**
 * Compiles the linear machine of eval-core from its AssemblyScript to WebAssembly, with a compiler that comes from npm,
 * so that anyone can repeat it: the same sources give the same bytes.
 *
 *     node scripts/build-machine.mjs            writes packages/eval-core/wasm/machine.wasm
 *     node scripts/build-machine.mjs --check    builds in memory and compares with the file there
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const packageRoot = new URL("../packages/eval-core/", import.meta.url);
const machineWasm = new URL("wasm/machine.wasm", packageRoot);

const output = "machine.wasm";

/** The memory comes from outside, as whoever makes a machine shares it with the code around it. */
const memory = "--importMemory --sharedMemory --enable threads --initialMemory 1024 --maximumMemory 65536";

const flags = `--runtime stub -O3 --noAssert --converge ${memory}`;

const compilerArguments = ["assembly/index.ts", ...flags.split(" "), "--outFile", output];

/** The compiler asks for several names before it finds a module. It sees them from the package's folder only. */
function readSource(name) {
  const file = new URL(name, packageRoot);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Returns the bytes of the machine's module. */
export async function buildMachine() {
  const messages = [];
  let built = null;
  const { error } = await asc.main(compilerArguments, {
    readFile: readSource,
    writeFile(name, contents) {
      if (name === output) built = contents;
    },
    listFiles: () => null,
    stdout: { write: (text) => messages.push(text) },
    stderr: { write: (text) => messages.push(text) },
  });
  if (error !== null || built === null) throw new Error(`the compiler failed:\n${messages.join("")}`);
  return built;
}

async function main(options) {
  const built = await buildMachine();
  if (!options.includes("--check")) {
    mkdirSync(new URL(".", machineWasm), { recursive: true });
    writeFileSync(machineWasm, built);
    console.log(`machine.wasm ${built.length} bytes`);
  } else if (!existsSync(machineWasm) || Buffer.compare(readFileSync(machineWasm), built) !== 0) {
    console.error("machine.wasm is not what its sources give; run scripts/build-machine.mjs");
    process.exitCode = 1;
  }
}

if (import.meta.filename === process.argv[1]) await main(process.argv.slice(2));

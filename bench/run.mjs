/**
 * Runs the benchmarks: `npm run bench -- [NAME…] [--tree DIR]`. Every benchmark compares things in one process and one
 * run and prints ratios; absolute figures depend on the machine. Without a tree the bundled corpus is used, which is
 * too small to say much.
 */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: { tree: { type: "string", default: process.env.LIX_TREE_NIXPKGS ?? "corpus" } },
  allowPositionals: true,
});

const benches = readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith(".bench.mjs"));
const wanted = benches.filter(
  (file) => positionals.length === 0 || positionals.includes(file.replace(".bench.mjs", "")),
);
if (wanted.length === 0) {
  console.error(`no such benchmark; there are: ${benches.map((file) => file.replace(".bench.mjs", "")).join(", ")}`);
  process.exitCode = 2;
}
for (const file of wanted) {
  const { run } = await import(new URL(file, import.meta.url).href);
  console.log(`\n${file.replace(".bench.mjs", "")} over ${values.tree}`);
  await run({ tree: values.tree });
}

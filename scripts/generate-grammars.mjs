/**
 * Writes grammar/<dialect>/src from the grammars. For whoever changes a grammar: it needs the tree-sitter command line
 * 0.26 or newer, which no npm package brings; name it in `TREE_SITTER` unless it is in the path.
 *
 *     TREE_SITTER=/opt/tree-sitter node scripts/generate-grammars.mjs
 *
 * Afterwards run generate-kinds.mjs, generate-ast.mjs and build-wasm.mjs, which need npm only.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { dialects, grammarRoot } from "./grammar-paths.mjs";

/** The version of the table format: the newest that every present runtime reads. */
const abi = "15";

const command = process.env["TREE_SITTER"] ?? "tree-sitter";

for (const dialect of dialects) {
  const cwd = fileURLToPath(new URL(`${dialect}/`, grammarRoot));
  const { error, status } = spawnSync(command, ["generate", "--abi", abi], { cwd, stdio: "inherit" });
  if (error !== undefined) {
    console.error(`cannot run ${command}: ${error.message}; name the tree-sitter command line in TREE_SITTER`);
    process.exit(2);
  }
  if (status !== 0) process.exit(1);
}

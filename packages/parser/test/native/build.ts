/**
 * The grammars compiled by the machine's own C compiler, as addons that the Node binding `tree-sitter` loads. They are
 * written to a folder for temporary files.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = new URL("../../../../", import.meta.url);
const pathOf = (path: string): string => fileURLToPath(new URL(path, repository));

const compiler = process.env["CC"] ?? "cc";

/** Tells whether there is a C compiler. Windows compilers take other options, so there is none there. */
export function hasCompiler(): boolean {
  return process.platform !== "win32" && spawnSync(compiler, ["--version"]).status === 0;
}

/** Compiles a grammar and returns what the binding takes as a language. */
export function buildNative(dialect: string, folder: string): unknown {
  const addon = join(folder, `${dialect}.node`);
  const source = `grammar/${dialect}/src`;
  const made = spawnSync(compiler, [
    "-shared",
    "-fPIC",
    "-w",
    `-DLANGUAGE=tree_sitter_${dialect}`,
    ...(process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : []),
    `-I${pathOf(source)}`,
    pathOf(`${source}/parser.c`),
    pathOf(`${source}/scanner.c`),
    pathOf("packages/parser/test/native/binding.c"),
    "-o",
    addon,
  ]);
  if (made.status !== 0) throw new Error(`${compiler} failed on ${dialect}: ${made.stderr.toString()}`);
  return createRequire(import.meta.url)(addon);
}

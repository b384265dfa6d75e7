/**
 * Makes the folder that an editor with tree-sitter loads: the grammars, compiled by the C compiler of the system, and
 * their queries, each put together from the files that `grammar/tree-sitter.json` names.
 *
 *     node scripts/build-editor-runtime.mjs --out DIRECTORY [--helix]
 *
 * For Neovim that is `parser/NAME.so` and `queries/NAME/*.scm`, for Helix `grammars/NAME.so` and the same queries.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const grammarRoot = fileURLToPath(new URL("../grammar", import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" }, helix: { type: "boolean", default: false } } });
if (values.out === undefined) {
  console.error("error: --out names the folder to write to");
  process.exit(2);
}
const out = resolve(values.out);
const { grammars } = JSON.parse(readFileSync(join(grammarRoot, "tree-sitter.json"), "utf8"));
for (const grammar of grammars) {
  compile(grammar);
  writeQueries(grammar);
}
console.log(`${out}: ${grammars.map(({ name }) => name).join(", ")}`);

function compile({ name, path }) {
  const source = join(grammarRoot, path, "src");
  const folder = join(out, values.helix ? "grammars" : "parser");
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${name}.so`);
  const inputs = ["parser.c", "scanner.c"].map((file) => join(source, file)).filter((file) => existsSync(file));
  const args = ["-shared", "-fPIC", "-O2", "-std=c11", "-I", source, "-o", target, ...inputs];
  const { status, stderr, error } = spawnSync(process.env.CC ?? "cc", args);
  if (status === 0) return;
  console.error(`error: ${name} was not compiled: ${error?.message ?? stderr.toString()}`);
  process.exit(2);
}

/** Folds and indents are put together like the queries that `tree-sitter.json` names. */
function writeQueries({ name, highlights, locals, injections }) {
  const folder = join(out, "queries", name);
  mkdirSync(folder, { recursive: true });
  const alike = (kind) => highlights.map((file) => file.replace("highlights.scm", `${kind}.scm`));
  const queries = { highlights, locals, injections, folds: alike("folds"), indents: alike("indents") };
  for (const [kind, files] of Object.entries(queries)) {
    const present = files.map((file) => join(grammarRoot, file)).filter((file) => existsSync(file));
    const text = present.map((file) => readFileSync(file, "utf8")).join("\n");
    writeFileSync(join(folder, `${kind}.scm`), values.helix && kind === "indents" ? forHelix(text) : text);
  }
}

/** Helix knows two captures for indentation. */
function forHelix(text) {
  return text
    .replaceAll("@indent.begin", "@indent")
    .replaceAll(/@indent\.(?:branch|end|dedent)/gu, "@outdent")
    .replaceAll(/ @indent\.\w+/gu, "");
}

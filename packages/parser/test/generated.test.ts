/**
 * Generated files are what their generators make of the present grammars. The grammars' own `src/` folders need the
 * tree-sitter command line to be made again, so for them it is checked that `grammar.json` says what the JavaScript
 * says, which shows every forgotten run.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluateGrammar } from "./grammar-dsl.ts";

const repository = new URL("../../../", import.meta.url);

async function loadScript(name: string): Promise<Record<string, unknown>> {
  const loaded: unknown = await import(new URL(`scripts/${name}`, repository).href);
  return loaded as Record<string, unknown>; // a module without types
}

const read = (path: string): string => readFileSync(new URL(path, repository), "utf8");

test.each([
  ["generate-kinds.mjs", "generateKinds", "packages/parser/src/cst/kinds.generated.ts"],
  ["generate-ast.mjs", "generateAst", "packages/parser/src/ast/nodes.generated.ts"],
])("%s gives the committed file", async (script, generator, path) => {
  const generate = (await loadScript(script))[generator] as () => string; // the script's export
  expect(generate()).toBe(read(path));
});

test.each(["nix", "nix2", "nix2_future"])("%s/src is generated from its grammar", async (dialect) => {
  const made = await evaluateGrammar(new URL(`grammar/${dialect}/grammar.js`, repository).href);
  const committed = JSON.parse(read(`grammar/${dialect}/src/grammar.json`)) as Record<string, unknown>;
  for (const [key, value] of Object.entries(made)) expect(committed[key], key).toEqual(value);
});

/** Where the grammars and what is made of them stand. */

export const dialects = ["nix", "nix2", "nix2_future"];

export const grammarRoot = new URL("../grammar/", import.meta.url);

export const wasmRoot = new URL("../packages/parser/wasm/", import.meta.url);

export const parserSourceRoot = new URL("../packages/parser/src/", import.meta.url);

/** Returns a file that the grammar generator wrote for the dialect. */
export function generatedFile(dialect, name) {
  return new URL(`${dialect}/src/${name}`, grammarRoot);
}

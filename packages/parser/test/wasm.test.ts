/**
 * The committed WebAssembly is what the committed sources give, byte for byte: nobody has to trust a binary.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const script = new URL("../../../scripts/build-wasm.mjs", import.meta.url).href;

test.each(["nix", "nix2", "nix2_future"])("%s.wasm is built from the sources", async (dialect) => {
  const loaded: unknown = await import(script);
  const { buildWasm } = loaded as { buildWasm: (dialect: string) => Promise<Uint8Array> }; // a module without types
  const committed = readFileSync(new URL(`../wasm/${dialect}.wasm`, import.meta.url));
  expect(Buffer.compare(await buildWasm(dialect), committed)).toBe(0);
});

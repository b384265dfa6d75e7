/**
 * The committed machine is what the committed sources give, byte for byte: nobody has to trust a binary.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const script = new URL("../../../scripts/build-machine.mjs", import.meta.url).href;

test("machine.wasm is built from the sources", async () => {
  const loaded: unknown = await import(script);
  const { buildMachine } = loaded as { buildMachine: () => Promise<Uint8Array> }; // a module without types
  const committed = readFileSync(new URL("../wasm/machine.wasm", import.meta.url));
  expect(Buffer.compare(await buildMachine(), committed)).toBe(0);
});

/** The module of the linear machine, which lies beside the code as a file of its own. */
import { readFileSync } from "node:fs";
import { WebAssembly } from "../linear/web-assembly.ts";

/** Returns the compiled module, which threads may share. It is read and compiled anew with each call. */
export function machineModule(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL("../../wasm/machine.wasm", import.meta.url)));
}

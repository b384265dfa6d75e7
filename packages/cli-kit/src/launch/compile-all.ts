/** Compiles the modules of a program with everything in them, for the cache. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";

/** Returns the source of a module as an expression: the function that is the module's body. */
export function wrap(source: string): string {
  return `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;
}

/** Returns the compiled code of modules in a directory. Functions that V8 would leave for later are compiled as well. */
export function compileAll(directory: string, modules: readonly string[]): Map<string, Uint8Array> {
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  const compiled = new Map<string, Uint8Array>();
  for (const name of modules) {
    const filename = join(directory, name);
    const source = wrap(readFileSync(filename, "utf8"));
    setFlagsFromString("--no-lazy");
    try {
      const script = new Script(source, { filename });
      // V8 accepts code under the flags only that it was taken out under.
      setFlagsFromString("--lazy");
      compiled.set(name, script.createCachedData());
    } finally {
      setFlagsFromString("--lazy");
    }
  }
  return compiled;
}

/**
 * Starts a bundled program: loads its modules like Node does, but takes their compiled code from the cache of the user.
 * Compiling is most of what a short run does. The bundler puts this module, with nothing else, before every program.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { type CodeCache, openCodeCache } from "./code-cache.ts";
import { compileAll, wrap } from "./compile-all.ts";
import type { Program } from "./program.ts";

/** Returns what the main module of a program exports. */
export function launch(program: Program): unknown {
  return new Modules(program, openCodeCache(program, process.env, compileAll)).load(program.main);
}

interface Module {
  exports: unknown;
}

type ModuleBody = (
  exports: unknown,
  require: (name: string) => unknown,
  module: Module,
  filename: string,
  dirname: string,
) => void;

/** The modules of a program that are loaded. Each one is run once, also where two need each other. */
class Modules {
  private readonly program: Program;
  private readonly cache: CodeCache | null;
  private readonly loaded = new Map<string, Module>();

  constructor(program: Program, cache: CodeCache | null) {
    this.program = program;
    this.cache = cache;
  }

  load(name: string): unknown {
    const known = this.loaded.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    this.loaded.set(name, module);
    const { directory, require } = this.program;
    const requireHere = (id: string): unknown => (id.startsWith("./") ? this.load(id.slice(2)) : require(id));
    const body = this.compile(name);
    body.call(module.exports, module.exports, requireHere, module, join(directory, name), directory);
    return module.exports;
  }

  /** Tells whether V8 has the flags that it was started with: later, and in threads, others may be set for a while. */
  private isFirst(name: string): boolean {
    return name === this.program.main && this.program.modules !== null;
  }

  private compile(name: string): ModuleBody {
    const filename = join(this.program.directory, name);
    const cachedData = this.cache?.read(name);
    const script = new Script(wrap(readFileSync(filename, "utf8")), {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (script.cachedDataRejected === true && this.isFirst(name)) this.cache?.reject();
    // `wrap` makes an expression of the source whose value is such a function.
    return script.runInThisContext() as ModuleBody;
  }
}

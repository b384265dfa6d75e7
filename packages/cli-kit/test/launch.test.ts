/** Starting bundled programs, and what is kept of their compiled code. */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { openCodeCache } from "../src/launch/code-cache.ts";
import { compileAll, wrap } from "../src/launch/compile-all.ts";
import { launch } from "../src/launch/launch.ts";
import type { Program } from "../src/launch/program.ts";
import { temporaryTree } from "./temporary-tree.ts";

const mainText = 'const { add } = require("./add.js"); exports.sum = add(1, 2); exports.at = [__filename, __dirname];';
const addText = 'exports.main = require("./main.js"); exports.add = (a, b) => a + b; exports.os = require("node:os");';

function makeProgram(): Program {
  const directory = temporaryTree({ "main.js": mainText, "add.js": addText });
  const require = (name: string): unknown => process.getBuiltinModule(name);
  return { name: "lix-test", directory, main: "main.js", modules: ["main.js", "add.js"], build: "1", require };
}

/** The states that the place of a program's code can be in, by what `openCodeCache` gives. */
function open(program: Program, env: Readonly<Record<string, string>>): { kept: boolean; compiled: boolean } {
  let compiled = false;
  const cache = openCodeCache(program, env, (directory, modules) => {
    compiled = true;
    return compileAll(directory, modules);
  });
  return { kept: cache !== null && cache.read(program.main) !== undefined, compiled };
}

const nothing = { kept: false, compiled: false };
const used = { kept: true, compiled: false };

describe("a bundled program", () => {
  beforeEach(() => {
    vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", "");
    vi.stubEnv("NODE_V8_COVERAGE", "");
    vi.stubEnv("XDG_CACHE_HOME", temporaryTree());
    onTestFinished(() => void vi.unstubAllEnvs());
  });

  it("is the same without code, while that is made and with it", () => {
    const program = makeProgram();
    for (let run = 0; run < 4; run++) {
      expect(launch(program)).toEqual({
        sum: 3,
        at: [join(program.directory, "main.js"), program.directory],
      });
    }
  });
  it("says where it fails under its own name", () => {
    const program = makeProgram();
    writeFileSync(join(program.directory, "add.js"), "\nthrow new Error('in add');");
    for (let run = 0; run < 3; run++) {
      let stack: string | undefined;
      try {
        launch(program);
      } catch (error) {
        ({ stack } = error as Error);
      }
      expect(stack).toContain(`${join(program.directory, "add.js")}:2:7`);
    }
  });
});

describe("compiled code", () => {
  const make = (): { program: Program; env: Record<string, string>; folder: string; file: () => string } => {
    const home = temporaryTree();
    const folder = join(home, "lix-test/code");
    return {
      program: makeProgram(),
      env: { XDG_CACHE_HOME: home },
      folder,
      file: () => join(folder, readdirSync(folder)[0] ?? ""),
    };
  };

  it("is made in the second run and used from then on", () => {
    const { program, env, folder, file } = make();
    expect(open(program, env)).toEqual(nothing);
    expect(statSync(file()).size).toBe(0);
    expect(open(program, env)).toEqual({ kept: true, compiled: true });
    expect(open(program, env)).toEqual(used);
    expect(readdirSync(folder)).toHaveLength(1);
  });
  it("is what V8 takes, with functions that did not run", () => {
    const { directory } = makeProgram();
    const body = Array.from({ length: 50 }, (_, at) => `exports.f${at} = () => [${at}, "unused"];`).join("\n");
    writeFileSync(join(directory, "add.js"), body);
    const cachedData = compileAll(directory, ["add.js"]).get("add.js");
    const script = new Script(wrap(body), { cachedData: Buffer.from(cachedData ?? []) });
    expect(script.cachedDataRejected).toBe(false);
    expect(cachedData?.length).toBeGreaterThan(2 * new Script(wrap(body)).createCachedData().length);
  });
  it("is left alone by threads", () => {
    const { program, env, folder } = make();
    const thread: Program = { ...program, modules: null };
    expect(open(thread, env)).toEqual(nothing);
    expect(existsSync(folder)).toBe(false);
    open(program, env);
    expect(open(thread, env)).toEqual(nothing);
    open(program, env);
    expect(open(thread, env)).toEqual(used);
  });
  it("is not used for a module that has changed, nor for another build", () => {
    const { program, env } = make();
    for (let run = 0; run < 2; run++) open(program, env);
    expect(open({ ...program, build: "2" }, env)).toEqual(nothing);
    const main = join(program.directory, "main.js");
    writeFileSync(main, mainText.replace("add(1, 2)", "add(1, 3)"));
    utimesSync(main, 1, 1);
    expect(open(program, env)).toEqual(nothing);
  });
  it("is given up where V8 does not take it", () => {
    const { program, env, file } = make();
    for (let run = 0; run < 2; run++) open(program, env);
    openCodeCache(program, env, compileAll)?.reject();
    for (let run = 0; run < 3; run++) expect(open(program, env)).toEqual(nothing);
    expect(statSync(file()).size).toBeLessThan(10);
  });
  it("is not read where it was cut off", () => {
    const { program, env, file } = make();
    for (let run = 0; run < 2; run++) open(program, env);
    for (const length of [statSync(file()).size - 1, 8192, 100]) {
      truncateSync(file(), length);
      expect(open({ ...program, main: "add.js" }, env)).toEqual(nothing);
    }
  });
  it.skipIf(process.platform === "win32")("is not read where others could have written it", () => {
    const { program, env, folder, file } = make();
    for (let run = 0; run < 2; run++) open(program, env);
    for (const [path, open_, closed] of [
      [folder, 0o777, 0o700],
      [file(), 0o666, 0o600],
    ] as const) {
      chmodSync(path, open_);
      expect(open(program, env)).toEqual(nothing);
      chmodSync(path, closed);
      expect(open(program, env)).toEqual(used);
    }
  });
  it("fails once where it cannot be made", () => {
    const { program, env, file } = make();
    open(program, env);
    const fail = (): never => {
      throw new Error("no memory");
    };
    expect(openCodeCache(program, env, fail)).toBeNull();
    expect(readFileSync(file(), "latin1")).toBe("-\n");
    expect(open(program, env)).toEqual(nothing);
  });
  it("is not kept where the user does not want that or there is no place for it", () => {
    const { program, env, folder } = make();
    expect(open(program, { ...env, NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(nothing);
    expect(existsSync(folder)).toBe(false);
    const blocked = temporaryTree({ "lix-test": "a file" });
    expect(open(program, { XDG_CACHE_HOME: blocked })).toEqual(nothing);
    expect(readdirSync(blocked)).toEqual(["lix-test"]);
  });
  it("is removed when it is old and other code is made", () => {
    const { program, env, folder, file } = make();
    for (let run = 0; run < 2; run++) open(program, env);
    const old = file();
    utimesSync(old, 1, 1);
    for (let run = 0; run < 2; run++) open({ ...program, build: "2" }, env);
    expect(existsSync(old)).toBe(false);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

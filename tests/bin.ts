/**
 * Runs the command lines as users get them: bundled, in a process of their own. Each test file makes its own bundle,
 * so it neither needs a build nor sees an old one.
 */
import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** How a run ended. */
export interface Run {
  /** The exit code; null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how to run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Gives up the rights of root, for which file modes mean nothing. */
  readonly asNobody?: boolean;
  /** Files may not grow beyond this many bytes, as on a disk that is full. Wants `prlimit`. */
  readonly largestFile?: number;
}

/** A command line made for one test file. */
export interface Bin {
  /** The path of its main module. */
  readonly main: string;
  /** Runs it to the end. */
  run(args: readonly string[], options?: RunOptions): Run;
  /** Starts it with pipes to talk through. */
  start(args: readonly string[], options?: SpawnOptions): ReturnType<typeof spawn>;
}

/** Bundles a package's command line before the tests of a file, and removes the bundle after them. */
export function useBin(packageName: string, bin: string): Bin {
  const out = `bin-${process.pid}`;
  const directory = join(root, "packages", packageName, "dist", out);
  // Not under the checkout, which other users may not be allowed to read.
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "lix-bin-")));
  const main = join(copy, out, `${bin}.js`);
  // What a command keeps for the next run is none of the user's.
  const kept = { XDG_STATE_HOME: join(copy, "state"), XDG_CACHE_HOME: join(copy, "cache") };
  beforeAll(() => {
    const made = spawnSync(process.execPath, [join(root, "scripts/bundle.mjs"), "--out", out, packageName]);
    if (made.status !== 0) throw new Error(`${bin} was not bundled: ${made.stderr.toString()}`);
    cpSync(directory, join(copy, out), { recursive: true });
    cpSync(join(root, "packages", packageName, "package.json"), join(copy, "package.json"));
    for (const name of ["state", "cache"]) mkdirSync(join(copy, name));
    spawnSync("chmod", ["-R", "a+rX", copy]);
    for (const name of ["state", "cache"]) chmodSync(join(copy, name), 0o777);
  });
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
    rmSync(copy, { recursive: true, force: true });
  });
  return {
    main,
    run(args, { cwd = copy, stdin = "", env = {}, asNobody = false, largestFile } = {}) {
      const identity = asNobody && process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
      const limit = largestFile === undefined ? [] : ["prlimit", `--fsize=${largestFile}:`];
      const [command = "", ...rest] = [...limit, process.execPath, main, ...args];
      const result = spawnSync(command, rest, {
        cwd,
        input: stdin,
        maxBuffer: 1 << 30,
        env: { PATH: process.env["PATH"] ?? "", ...kept, ...env },
        ...identity,
      });
      return { code: result.status, stdout: result.stdout.toString(), stderr: result.stderr.toString() };
    },
    start: (args, { env = process.env, ...options } = {}) =>
      spawn(process.execPath, [main, ...args], {
        cwd: copy,
        env: { ...kept, ...env },
        ...options,
      }),
  };
}

/** Writes programs that start main modules, by their names, into a directory that may have to be made. */
export function writeLaunchers(directory: string, mains: Readonly<Record<string, string>>): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, main] of Object.entries(mains)) {
    const path = join(directory, name);
    writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(path, 0o755);
  }
}

const nobody = 65534;

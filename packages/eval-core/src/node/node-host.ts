/** The host of an evaluation on Node: the disk, the process's environment, the clock. */
import type { FileHost, Host } from "../host.ts";
import { latin1OfUnicode } from "../store/bytes.ts";
import { diskFiles } from "./disk-files.ts";
import { createNodeHasher } from "./node-hasher.ts";

export interface NodeHostOptions {
  readonly files?: FileHost;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly currentSystem?: string;
  /** Takes the lines that `trace` prints; the standard error output unless said otherwise. */
  readonly print?: (line: string) => void;
}

/** Returns a host; what is not given comes from the process. */
export function nodeHost(options: NodeHostOptions = {}): Host {
  const environment = options.environment ?? process.env;
  return {
    files: options.files ?? diskFiles({ root: "/" }),
    hasher: createNodeHasher(),
    environmentVariableOrNull: (name) => {
      const value = environment[name];
      return value === undefined ? null : latin1OfUnicode(value);
    },
    currentSystem: options.currentSystem ?? systemName(),
    allocate: unaccounted,
    currentTime: Math.floor(Date.now() / 1000),
    print: options.print ?? ((line) => void process.stderr.write(Buffer.from(`${line}\n`, "latin1"))),
  };
}

/**
 * Returns memory that V8 does not count. It marks the whole heap for every 64 MB of `ArrayBuffer`s, expecting that to
 * free some, and a package set comes to several times that, most of it in use to the end.
 */
export function unaccounted(byteLength: number): SharedArrayBuffer {
  return new SharedArrayBuffer(byteLength);
}

/** Returns the platform as Nix names it. */
export function systemName(): string {
  const machines: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64", ia32: "i686" };
  return `${machines[process.arch] ?? process.arch}-${process.platform}`;
}

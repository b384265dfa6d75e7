/**
 * A project of a user's, empty but for what a release of this workspace would put there: every package packed as it is
 * published and installed by npm. Made once per test file that asks for it.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Run } from "../bin.ts";
import { anonymousGit } from "../external.ts";
import { readManifest, readPackages, root, type WorkspacePackage } from "../workspace.ts";

/** Returns the packages that a release publishes. */
export function publishedPackages(): WorkspacePackage[] {
  return readPackages().filter(({ name }) => readManifest(`packages/${name}`).private !== true);
}

/** After how many milliseconds a program counts as hanging. */
const longest = 180_000;

/** Tells whether the workspace was built, so that it can be packed. */
export function isBuilt(): boolean {
  return publishedPackages().every(
    ({ name, bin }) =>
      existsSync(join(root, "packages", name, "dist")) &&
      Object.keys(bin).every((command) => existsSync(join(root, "packages", name, "dist/bin", `${command}.js`))),
  );
}

/** An installation of the packed packages. */
export interface PackedProject {
  /** The project's directory. */
  readonly directory: string;
  /** The archives, in the order in which they would be published. */
  readonly archives: readonly string[];
  /** Runs a program in the project, with its commands on the path and nothing of the user's settings. */
  run(command: string, args: readonly string[], options?: PackedRunOptions): Run;
}

/** How to run a program in a packed project. */
export interface PackedRunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes the project before the tests of a file and removes it after them. */
export function usePackedProject(): PackedProject {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "lix-release-")));
  const directory = join(top, "project");
  const archives: string[] = [];
  const run: PackedProject["run"] = (command, args, { cwd = directory, stdin = "", env = {} } = {}) => {
    const path = `${join(directory, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
    const options = { cwd, input: stdin, encoding: "utf8" as const, maxBuffer: 1 << 28, timeout: longest };
    const { status, stdout, stderr } = spawnSync(command, args, {
      ...options,
      env: { ...settingsOfNobody(top), PATH: path, ...env },
    });
    return { code: status, stdout, stderr };
  };
  beforeAll(() => {
    mkdirSync(directory);
    writeFileSync(join(top, ".npmrc"), npmSettings());
    writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
    const packed = spawnSync(process.execPath, [join(root, "scripts/pack.mjs"), join(top, "archives")], {
      encoding: "utf8",
    });
    archives.push(...succeeded(packed, "packing").trim().split("\n"));
    install(directory, archives);
  }, 300_000);
  afterAll(() => rmSync(top, { recursive: true, force: true }));
  return { directory, archives, run };
}

/** Lets npm install packages into a project, by name or path, and tells why where it cannot. */
export function install(directory: string, packages: readonly string[]): void {
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages];
  succeeded(spawnSync("npm", args, { cwd: directory, encoding: "utf8" }), "npm install");
}

function succeeded({ status, stdout, stderr }: SpawnSyncReturns<string>, what: string): string {
  if (status !== 0) throw new Error(`${what} failed: ${stdout}${stderr}`);
  return stdout;
}

/**
 * Returns npm's settings on this machine, the user's and those for everybody: programs that install something with a
 * home and a prefix of their own must find the registry all the same.
 */
function npmSettings(): string {
  return ["globalconfig", "userconfig"]
    .map((name) => spawnSync("npm", ["config", "get", name], { encoding: "utf8" }).stdout.trim())
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

function settingsOfNobody(home: string): Record<string, string> {
  return {
    HOME: home,
    npm_config_cache: join(homedir(), ".npm"),
    ...anonymousGit,
  };
}

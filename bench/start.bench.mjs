/**
 * How long commands take before they do anything: each parses, or only greets, beside a Node that does nothing. Wants
 * `npm run build` first. Runs take turns, so that what else the machine does meets all alike.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = 30;

export async function run() {
  const directory = mkdtempSync(join(tmpdir(), "lix-start-"));
  const small = join(directory, "small.nix");
  const empty = join(directory, "empty.mjs");
  writeFileSync(small, "{ a = 1; }\n");
  writeFileSync(empty, "");
  /** @type {(readonly [string, readonly string[]])[]} */
  const commands = [
    ["bare Node", [empty]],
    ["lix-parse on a small file", [launcher("parse-cli", "lix-parse"), small]],
    ["lix-migrate on a small file", [launcher("migrate-langver", "lix-migrate"), "--to", "lix", small]],
    ["lix-eval --version", [launcher("eval-core", "lix-eval"), "--version"]],
    ["lix-fmt on a small file", [launcher("fmt", "lix-fmt"), "--check", small]],
    ["lix-lint on a small file", [launcher("lint", "lix-lint"), "--isolated", small]],
  ].filter(([, [path]]) => existsSync(path));
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [name, args]] of commands.entries()) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args);
      if (status !== 0) throw new Error(`${name} ended with ${String(status)}`);
      times[index].push(performance.now() - start);
    }
  }
  rmSync(directory, { recursive: true });
  const bare = median(times[0]);
  for (const [index, [name]] of commands.entries()) {
    const time = median(times[index]);
    console.log(
      `  ${name.padEnd(40)} ${time.toFixed(0).padStart(7)} ms ${`+${(time - bare).toFixed(0)}`.padStart(7)} ms`,
    );
  }
}

function launcher(packageName, bin) {
  return fileURLToPath(new URL(`../packages/${packageName}/bin/${bin}.cjs`, import.meta.url));
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

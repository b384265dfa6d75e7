/**
 * What the benchmarks share: reading a tree, timing, and the table of ratios.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Returns the contents of every `.nix` file under `tree`, in order of path. */
export function readTree(tree) {
  if (statSync(tree).isFile()) return [readFileSync(tree)];
  return readdirSync(tree, { recursive: true })
    .filter((path) => path.endsWith(".nix"))
    .sort()
    .map((path) => join(tree, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path));
}

/** Returns the shortest of `rounds` runs in milliseconds, after one that does not count. */
export async function shortest(rounds, work) {
  await work();
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Prints one row per `[name, milliseconds]`, with the speed over `bytes` and the ratio to the first row. */
export function printRatios(rows, bytes) {
  const [[, first]] = rows;
  for (const [name, milliseconds] of rows) {
    const speed = `${(bytes / 1e3 / milliseconds).toFixed(1)} MB/s`;
    const time = `${milliseconds.toFixed(0)} ms`;
    console.log(
      `  ${name.padEnd(40)} ${time.padStart(10)} ${speed.padStart(14)} ${(milliseconds / first).toFixed(2)} x`,
    );
  }
}

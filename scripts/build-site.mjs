/**
 * Builds the documentation with the playground in it: a folder for any static host.
 *
 *     node scripts/build-site.mjs [--out DIRECTORY]
 *
 * It goes to `packages/docs-site/dist/site` by default. `npm run build` comes first: the generator is one of the packages.
 */
import { spawnSync } from "node:child_process";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string", default: join(root, "packages/docs-site/dist/site") } },
});
const out = resolve(values.out);

/** Runs another script of this folder, which says for itself what went wrong. */
function run(script, target, ...more) {
  const args = [join(root, "scripts", script), "--out", target, ...more];
  return spawnSync(process.execPath, args, { stdio: "inherit" }).status === 0;
}

const { buildSite } = await import("../packages/docs-site/dist/index.js");
const { pages, problems } = await buildSite({ root, out });
for (const problem of problems) console.error(problem);
const isWhole = [
  problems.length === 0,
  run("build-site-assets.mjs", out),
  run("build-playground.mjs", join(out, "playground"), "--docs", "../"),
].every(Boolean);
console.log(`${relative(root, out)}: ${pages} pages`);
if (!isWhole) process.exitCode = 1;

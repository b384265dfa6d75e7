/**
 * Formats the AssemblyScript of the linear machine with oxfmt and its settings. oxfmt cannot read decorators of
 * functions, which TypeScript has not; it sees them as comments.
 *
 *     node scripts/format-assembly.mjs            writes what changes
 *     node scripts/format-assembly.mjs --check    names what would change
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { format } from "oxfmt";

const folder = new URL("../packages/eval-core/assembly/", import.meta.url);
const { printWidth } = JSON.parse(readFileSync(new URL("../.oxfmtrc.json", import.meta.url), "utf8"));

/** Returns a source as oxfmt would have it. */
async function formatSource(name, source) {
  const { code, errors } = await format(name, source.replaceAll(/^@/gmu, "//@"), { printWidth });
  if (errors.length > 0) throw new Error(`${name}: ${errors.map(({ message }) => message).join(", ")}`);
  return code.replaceAll(/^\/\/@/gmu, "@");
}

const isCheck = process.argv.includes("--check");
for (const name of readdirSync(folder).filter((path) => path.endsWith(".ts"))) {
  const source = readFileSync(new URL(name, folder), "utf8");
  const formatted = await formatSource(name, source);
  if (formatted === source) continue;
  if (!isCheck) writeFileSync(new URL(name, folder), formatted);
  console.log(`packages/eval-core/assembly/${name}`);
  process.exitCode = isCheck ? 1 : 0;
}

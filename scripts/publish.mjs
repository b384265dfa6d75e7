/**
 * Publishes the archives of `scripts/pack.mjs` whose versions npm does not have yet, with provenance. Run by the release
 * workflow after the gate; `--dry-run` only says what it would publish.
 *
 *     node scripts/publish.mjs [--dry-run]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
const archives = mkdtempSync(join(tmpdir(), "lix-publish-"));

/** Runs a program to its end; returns what it prints, or null if it fails. */
function run(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return status === 0 ? stdout.trim() : null;
}

function must(command, args) {
  const printed = run(command, args);
  if (printed === null) throw new Error(`${command} ${args.join(" ")} failed`);
  return printed;
}

/** Returns the name and version in an archive. */
function specOf(archive) {
  const { name, version } = JSON.parse(must("tar", ["xzOf", archive, "package/package.json"]));
  return `${name}@${version}`;
}

try {
  const pack = fileURLToPath(new URL("pack.mjs", import.meta.url));
  const packed = must(process.execPath, [pack, join(archives, "packed")]).split("\n");
  for (const archive of packed) {
    const spec = specOf(archive);
    // npm says nothing, or fails, for a version it does not have.
    const isKnown = (spawnSync("npm", ["view", spec, "version"], { encoding: "utf8" }).stdout ?? "").trim() !== "";
    console.log(`${isKnown ? "known" : values["dry-run"] ? "would publish" : "publishing"} ${spec}`);
    if (!isKnown && !values["dry-run"]) must("npm", ["publish", archive, "--provenance", "--access", "public"]);
  }
} finally {
  rmSync(archives, { recursive: true });
}

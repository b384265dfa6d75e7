/**
 * Writes the guide to the rewrites of the migrator, and to what it leaves, from the codemods and their cases:
 * `docs/rewrites.md` and `docs/not-migrated.md`.
 *
 *     node scripts/generate-migration-docs.mjs
 *
 * The work is done by `packages/migrate-langver/test/docs.ts`, which vitest compiles; a test checks that the pages are
 * fresh.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = spawnSync("npx", ["vitest", "run", "--project", "migrate-langver", "test/docs.test"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, UPDATE: "1" },
});
process.exitCode = result.status ?? 1;

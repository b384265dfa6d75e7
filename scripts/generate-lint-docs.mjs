/**
 * Writes the pages of the linter's rules from the rules and their cases: `packages/lint/docs/rules/*.md`, one file for
 * each rule named by its short code, an index, the table of peers, and the module that `lix-lint explain` reads.
 *
 *     node scripts/generate-lint-docs.mjs
 *
 * The work is done by `packages/lint/test/docs.ts`, which vitest compiles; a test checks that the pages are fresh.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = spawnSync("npx", ["vitest", "run", "--project", "lint", "docs.test"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, UPDATE: "1" },
});
process.exitCode = result.status ?? 1;

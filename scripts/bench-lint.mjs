/** Bundles and runs a program of `packages/lint/bench`: `node scripts/bench-lint.mjs tree TREE`, `… sweep TREE…`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const [name = "tree", ...rest] = process.argv.slice(2);
const out = mkdtempSync(join(tmpdir(), "bench-lint-"));
const build = await rolldown({
  input: join(root, `packages/lint/bench/${name}.ts`),
  platform: "node",
  onLog() {},
  resolve: { conditionNames: ["@lix-tools/source", "import", "node", "default"] },
});
await build.write({ file: join(out, "tree.mjs"), format: "esm", codeSplitting: false });
await build.close();
const { status } = spawnSync(process.execPath, [join(out, "tree.mjs"), ...rest], { stdio: "inherit" });
rmSync(out, { recursive: true });
process.exitCode = status ?? 1;

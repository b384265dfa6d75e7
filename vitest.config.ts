import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Packages resolve to their TypeScript sources, so the tests never run against a stale build. */
const conditions = ["@lix-tools/source", "module", "node", "default"];

/**
 * Imports are calls under test, and one that runs out of stack gives nothing instead of a `RangeError`. Code that goes
 * as deep as it may gets the stack that it has without them.
 */
const execArgv = ["--stack-size=2000"];

const setupFiles = [fileURLToPath(new URL("tests/seed.setup.ts", import.meta.url))];

const project = (name: string, root: string) => ({
  extends: true as const,
  test: { name, root, include: ["**/*.test.ts"], execArgv, setupFiles },
});

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 120_000,
    // Bundling before the tests of a file takes its time on a busy machine.
    hookTimeout: 120_000,
    projects: [
      project("repo", "tests"),
      project("parser", "packages/parser"),
      project("cli-kit", "packages/cli-kit"),
      project("eval-core", "packages/eval-core"),
      project("fmt", "packages/fmt"),
      project("lint", "packages/lint"),
      project("migrate-langver", "packages/migrate-langver"),
      project("lsp", "packages/lsp"),
      project("vscode", "packages/vscode"),
      project("playground", "packages/playground"),
    ],
  },
});

/**
 * Every file of the language suites of Nix and Lix through the linter: no crash, and what the suite of Lix expects Lix to
 * say about deprecated syntax is found. The suites are named by `LIX_SUITE_NIX` and `LIX_SUITE_LIX`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findUseClause, resolveLangver } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../src/settings.ts";
import { lintSource } from "../src/engine/lint.ts";
import { fixSource } from "../src/fix/fix-source.ts";

const settings = settingsOf({
  preset: "strict",
  target: "lix",
  levels: [],
  options: {},
  only: null,
  suppressions: "honour",
});

function lintFile(path: string): ReturnType<typeof lintSource> {
  const source = new Uint8Array(readFileSync(path));
  const { langver } = resolveLangver({ clause: findUseClause(source) });
  const input = { source, langver, path };
  fixSource(input, settings, { level: "unsafe" });
  return lintSource(input, settings);
}

function nixFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".nix"))
    .map((name) => join(directory, name));
}

for (const variable of ["LIX_SUITE_NIX", "LIX_SUITE_LIX"]) {
  const directory = process.env[variable];
  describe.skipIf(directory === undefined || !existsSync(directory))(`suite ${variable}`, () => {
    test("no file stops the linter", () => {
      for (const path of nixFiles(directory ?? "")) expect(() => lintFile(path), path).not.toThrow();
    });
  });
}

/** The names of Lix's deprecated features and our rules for them. */
const features: readonly (readonly [feature: string, rule: string])[] = [
  ["url-literals", "langver/url-literal"],
  ["ancient-let", "langver/ancient-let"],
  ["rec-set-overrides", "langver/rec-overrides"],
  ["shadow-internal-symbols", "langver/shadow-"],
  ["cr-line-endings", "langver/cr-line-endings"],
  ["nul-bytes", "langver/nul-byte"],
  ["broken-string-escape", "langver/string-escape"],
  ["broken-string-indentation", "langver/indented-first-line"],
  ["floating-without-zero", "langver/float-leading-dot"],
  ["or-as-identifier", "langver/or-identifier"],
  ["rec-set-dynamic-attrs", "langver/rec-dynamic-attr"],
  ["rec-set-merges", "langver/rec-set-merge"],
  ["tokens-no-whitespace", "langver/token-whitespace"],
];

const lixSuite = process.env["LIX_SUITE_LIX"];
describe.skipIf(lixSuite === undefined || !existsSync(lixSuite))("what Lix says", () => {
  test("every deprecated feature that an expected output names is found in its input", () => {
    let checked = 0;
    const missing: string[] = [];
    for (const path of readdirSync(lixSuite ?? "", { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".err.exp")) continue;
      const expected = readFileSync(join(lixSuite ?? "", path), "utf8");
      const named = features.filter(([feature]) => new RegExp(`deprecated-features? ${feature}\\b`).test(expected));
      if (named.length === 0) continue;
      const directory = join(lixSuite ?? "", path, "..");
      const base =
        path
          .split("/")
          .at(-1)
          ?.replace(/\.err\.exp$/, "") ?? "";
      const candidates = readdirSync(directory)
        .filter((name) => name.endsWith(".nix"))
        .filter((name) => name === "in.nix" || base.includes(name.replace(/\.nix$/, "").replace(/^in-?/, "")))
        .map((name) => join(directory, name));
      if (candidates.length === 0) continue;
      for (const [feature, rule] of named) {
        checked++;
        // Lix warns on the way to a syntax error; our rules run over files that parse.
        if (!candidates.some((file) => lintFile(file).isComplete)) continue;
        const isFound = candidates.some((file) => lintFile(file).findings.some(({ code }) => code.startsWith(rule)));
        if (!isFound) missing.push(`${path}: ${feature}`);
      }
    }
    expect(checked).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});

test("the suites are there", (context) => {
  const absent = ["LIX_SUITE_NIX", "LIX_SUITE_LIX"].filter((name) => !existsSync(process.env[name] ?? ""));
  context.skip(absent.length > 0, `not checked without ${absent.join(" and ")}`);
});

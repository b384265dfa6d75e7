/**
 * Every file of the language suites of Nix and Lix through the linter: no crash, and what the suite of Lix expects Lix to
 * say about deprecated syntax is found where it says so. The suites are named by `LIX_SUITE_NIX` and `LIX_SUITE_LIX`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createLineIndex, findUseClause, positionAt, resolveLangver } from "@lix-tools/parser";
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

/** What an expected output of Lix's suite says about one place. */
interface Announcement {
  readonly feature: string;
  readonly source: Uint8Array;
  readonly line: number;
  readonly column: number;
}

const announcement =
  /deprecated-features? ([a-z-]+)[^\n]*\n(?:[^\n]*\n)?? *at ([^\n]*):(\d+):(\d+):\n((?: +\d*\|[^\n]*\n?)+)/g;

/** Programs of one line stand in the output itself; others in the input whose name ends like that of the output. */
function announcementsOf(path: string): Announcement[] {
  const directory = dirname(path);
  const base = basename(path, ".err.exp");
  const inputs = readdirSync(directory)
    .filter((name) => name.endsWith(".nix") && (name === "in.nix" || base.endsWith(name.slice("in".length, -4))))
    .toSorted((a, b) => b.length - a.length);
  return [...readFileSync(path, "utf8").matchAll(announcement)].flatMap((match): Announcement[] => {
    const [, feature = "", file, line, column, frame = ""] = match;
    const program = file === "«string»" ? (/ +1\| ?(.*)/.exec(frame)?.[1] ?? null) : null;
    const [input] = inputs;
    if (program === null && input === undefined) return [];
    const source =
      program === null ? new Uint8Array(readFileSync(join(directory, input ?? ""))) : new TextEncoder().encode(program);
    return [{ feature, source, line: Number(line), column: Number(column) }];
  });
}

const lixSuite = process.env["LIX_SUITE_LIX"];
describe.skipIf(lixSuite === undefined || !existsSync(lixSuite))("what Lix says", () => {
  test("every deprecated feature that an expected output names is found at its place", () => {
    const rules = new Map(features);
    const missing: string[] = [];
    const count = { exact: 0, inside: 0, line: 0, syntax: 0 };
    const paths = readdirSync(lixSuite ?? "", { recursive: true, encoding: "utf8" });
    for (const path of paths.filter((name) => name.endsWith(".err.exp"))) {
      for (const { feature, source, line, column } of announcementsOf(join(lixSuite ?? "", path))) {
        const rule = rules.get(feature);
        if (rule === undefined) continue;
        const { langver } = resolveLangver({ clause: findUseClause(source) });
        const { findings, isComplete } = lintSource({ source, langver, path: null }, settings);
        const index = createLineIndex(source);
        const places = findings
          .filter(({ code }) => code.startsWith(rule))
          .map(({ span }) => ({ start: positionAt(index, span.start), end: positionAt(index, span.end) }))
          .filter(({ start }) => start.line === line);
        // Lix warns on the way to a syntax error; our rules run over files that parse.
        if (!isComplete) count.syntax++;
        else if (places.some(({ start }) => start.column === column)) count.exact++;
        else if (places.some(({ start, end }) => start.column < column && (end.line > line || column < end.column)))
          count.inside++;
        else if (places.length > 0) count.line++;
        else missing.push(`${path}: ${feature} at ${line}:${column}`);
      }
    }
    expect(missing).toEqual([]);
    // Beside the word that is wrong Lix also points at `rec`, at values and at strings that hold it.
    expect(count.line).toBeLessThan(10);
    expect(count.syntax).toBeLessThan(3);
    expect(count.exact + count.inside).toBeGreaterThan(60);
  });
});

test("the suites are there", (context) => {
  const absent = ["LIX_SUITE_NIX", "LIX_SUITE_LIX"].filter((name) => !existsSync(process.env[name] ?? ""));
  context.skip(absent.length > 0, `not checked without ${absent.join(" and ")}`);
});

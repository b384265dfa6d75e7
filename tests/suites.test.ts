/**
 * The verdicts of the language suites of Nix and Lix: every case that must parse or evaluate parses, every case that
 * must not parse does not, or stands in an allow list with the reason. A case that fails to evaluate may do either. The suites are not part of this project; their folders come by
 * `LIX_SUITE_NIX` (tests/functional/lang of Nix) and `LIX_SUITE_LIX` (tests/functional2/lang of Lix).
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { lowerTree } from "@lix-tools/eval-core";
import { checkDeprecations, type Diagnostic, makeLangver, parse } from "@lix-tools/parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";

interface SuiteCase {
  readonly name: string;
  readonly file: string;
  readonly accepted: boolean;
}

/** Cases with another verdict than the suite's, by name, with the reason. */
function readAllowList(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8").split("\n");
  const entries = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split("\t"));
  return new Map(entries.map(([name = "", reason = ""]) => [name, reason]));
}

/** What the evaluators say while parsing: syntax, undefined variables and, in Lix, what it no longer allows. */
function errorsOf(file: string, implementation: "cppnix" | "lix"): Diagnostic[] {
  const { tree, diagnostics, isComplete } = parse(readFileSync(file), {
    langver: makeLangver("legacy"),
    implementation,
  });
  const found = [...diagnostics];
  if (isComplete)
    found.push(...lowerTree(tree).diagnostics, ...(implementation === "lix" ? checkDeprecations(tree) : []));
  return found.filter(({ severity }) => severity === "error");
}

function suite(
  title: string,
  folder: string | undefined,
  allowList: string,
  implementation: "cppnix" | "lix",
  find: (folder: string) => SuiteCase[],
): void {
  describe(title, () => {
    if (folder === undefined || !existsSync(folder)) {
      it(`is not here: set its environment variable to run it`, ({ skip }) => skip());
      return;
    }
    const allowed = readAllowList(allowList);
    const cases = find(folder);
    it("has cases", () => expect(cases.length).toBeGreaterThan(20));
    it.each(cases)("$name", ({ name, file, accepted }) => {
      const errors = errorsOf(file, implementation);
      expect(errors.length === 0, JSON.stringify(errors[0])).toBe(allowed.has(name) ? !accepted : accepted);
    });
  });
}

function nixCases(folder: string): SuiteCase[] {
  return readdirSync(folder)
    .filter((name) => /^(parse-(okay|fail)|eval-okay)-.*\.nix$/.test(name))
    .map((name) => ({ name, file: join(folder, name), accepted: !name.startsWith("parse-fail") }));
}

interface LixTest {
  readonly runner: string;
  readonly name?: string;
  readonly in?: string | string[];
  readonly flags?: string[];
  readonly matrix?: boolean;
}

/** A test's folder holds inputs `in*.nix`; `test.toml`, or else the names of the expected outputs, says what to expect. */
function lixCases(folder: string): SuiteCase[] {
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory() && !existsSync(join(folder, name, "__init__.py")))
    .flatMap((name) => {
      const tests = existsSync(join(folder, name, "test.toml"))
        ? declaredTests(join(folder, name))
        : namedTests(join(folder, name));
      return tests.map(({ input, runner }) => ({
        name: `${name}/${input}`,
        file: join(folder, name, input),
        accepted: runner !== "parse-fail",
      }));
    })
    .filter(({ file }) => existsSync(file));
}

/** Tests that allow a deprecated feature say nothing about what is refused without the flag. */
function declaredTests(folder: string): { input: string; runner: string }[] {
  const { test } = parseToml(readFileSync(join(folder, "test.toml"), "utf8")) as unknown as { test: LixTest[] };
  const inputs = readdirSync(folder).filter((file) => /^in.*\.nix$/.test(file));
  return test
    .filter(({ flags }) => flags === undefined)
    .filter(({ runner }) => runner !== "eval-fail")
    .flatMap(({ runner, in: given, matrix }) => {
      const chosen = given === undefined ? (matrix === true ? inputs : ["in.nix"]) : [given].flat();
      return chosen.map((input) => ({ input, runner }));
    });
}

function namedTests(folder: string): { input: string; runner: string }[] {
  const seen = new Set<string>();
  for (const file of readdirSync(folder)) {
    const match = /^(parse-okay|parse-fail|eval-okay)(.*)\.(out|err)\.exp$/.exec(file);
    if (match !== null) seen.add(`${match[1]} in${match[2]}.nix`);
  }
  return [...seen].map((entry) => {
    const [runner = "", ...input] = entry.split(" ");
    return { input: input.join(" "), runner };
  });
}

suite("the Nix language suite", process.env.LIX_SUITE_NIX, "suites/nix-verdicts.allow.txt", "cppnix", nixCases);
suite("the Lix language suite", process.env.LIX_SUITE_LIX, "suites/lix-verdicts.allow.txt", "lix", lixCases);

/**
 * The evaluation cases of Nix's language suite (`tests/functional/lang`), byte for byte where they succeed; where they
 * fail, that they fail, and counted how many do with the same last line. `LIX_SUITE_NIX` names the folder.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAllowList } from "./allow-list.ts";
import { UnknownFlag, evaluate } from "./evaluate.ts";
import type { Outcome } from "./evaluate.ts";

const folder = process.env["LIX_SUITE_NIX"];
const allowed = readAllowList(new URL("nix-lang.allow.txt", import.meta.url));

describe.skipIf(folder === undefined || !existsSync(folder))("language suite of Nix", () => {
  const lang = folder ?? ".";
  const root = dirname(lang);
  const saved = process.env["HOME"];
  beforeAll(() => {
    process.env["TEST_VAR"] = "foo";
    process.env["HOME"] = "/fake-home";
  });
  afterAll(() => {
    process.env["HOME"] = saved;
  });
  const names = existsSync(lang) ? readdirSync(lang).filter((file) => file.endsWith(".nix")) : [];
  const casesOf = (prefix: string): string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.replace(/\.nix$/, ""));
  const read = (name: string): string | null =>
    existsSync(join(lang, name)) ? readFileSync(join(lang, name), "latin1") : null;
  const run = (name: string): Outcome =>
    evaluate({
      file: join(lang, `${name}.nix`),
      folder: root,
      compat: "nix",
      flags: [
        ...(read(`${name}.exp.xml`) === null ? [] : ["--xml", "--no-location"]),
        ...(read(`${name}.flags`) ?? "").split(/\s+/).filter((flag) => flag !== ""),
      ],
      searchPath: [
        { prefix: "", path: join(lang, "dir3") },
        { prefix: "", path: join(lang, "dir4") },
      ],
    });
  const normalize = (text: string): string => text.replaceAll(root, "/pwd");

  it.each(casesOf("eval-okay-").filter((name) => !existsSync(join(lang, `${name}.exp-disabled`))))("%s", (name) => {
    const expected = read(`${name}.exp.xml`) ?? read(`${name}.exp`) ?? "";
    const passes = checkPasses(() => {
      const { output, failure } = run(name);
      return { actual: normalize(output) + (failure ?? ""), expected };
    });
    expect(passes, allowed.get(name) ?? "").toBe(!allowed.has(name));
  });

  it("fails where it must, mostly in the same words", () => {
    const cases = casesOf("eval-fail-");
    const succeeded: string[] = [];
    const differing: string[] = [];
    for (const name of cases) {
      const failure = failureOf(() => run(name));
      if (failure === null) succeeded.push(name);
      const lastError = (text: string): string =>
        text
          .split("\n")
          .findLast((line) => line.includes("error: "))
          ?.trim() ?? "";
      const expected = lastError(read(`${name}.err.exp`) ?? "");
      if (failure !== null && lastError(normalize(failure)) !== expected)
        differing.push(`${name}\n    ${lastError(failure)}\n    ${expected}`);
    }
    process.stdout.write(
      `eval-fail: ${cases.length - succeeded.length} of ${cases.length} fail, ${cases.length - succeeded.length - differing.length} in the same words\n`,
    );
    if (process.env["LIX_SUITE_VERBOSE"] !== undefined) process.stdout.write(`${differing.join("\n")}\n`);
    expect(succeeded.filter((name) => !allowed.has(name))).toEqual([]);
  });
});

function checkPasses(run: () => { actual: string; expected: string }): boolean {
  try {
    const { actual, expected } = run();
    if (actual !== expected && process.env["LIX_SUITE_VERBOSE"] !== undefined)
      process.stdout.write(`got:      ${actual}\nexpected: ${expected}\n`);
    return actual === expected;
  } catch (error) {
    if (error instanceof UnknownFlag) return false;
    throw error;
  }
}

function failureOf(run: () => Outcome): string | null {
  try {
    return run().failure;
  } catch (error) {
    if (error instanceof UnknownFlag) return "unknown flag";
    throw error;
  }
}

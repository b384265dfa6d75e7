/**
 * Real Nix says what programs mean: programs that are core-equal have one value, and a program means what its term
 * says. Without `nix-instantiate` these are skipped. `LIX_SUITE_NIX` names the folder tests/functional/lang of Nix.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { coreEqual, globalsOf, knownGlobals } from "../src/index.ts";
import { programs } from "./generate-program.ts";
import { lowered, termOf } from "./lowering.ts";
import { mutate } from "./mutate-program.ts";
import { choices, printProgram } from "./print-program.ts";
import { termToNix } from "./term-to-nix.ts";

const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "eval-core-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns the values of programs as Nix prints them, or the first line of its complaint. */
function evaluate(texts: readonly (string | Uint8Array)[]): string[] {
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}.nix`);
    writeFileSync(file, text);
    return file;
  });
  const values: string[] = [];
  while (values.length < files.length) {
    const { stdout, stderr } = spawnSync("nix-instantiate", ["--eval", "--strict", ...files.slice(values.length)], {
      encoding: "utf8",
    });
    values.push(...stdout.split("\n").slice(0, -1));
    if (values.length < files.length)
      values.push(stderr.split("\n").find((line) => line.startsWith("error")) ?? stderr);
  }
  return values;
}

const sampled = { numRuns: 300, seed: 20 };

describe.skipIf(!hasNix)("real Nix", () => {
  it("gives all spellings of a program one value, without an error", () => {
    const samples = fc.sample(fc.tuple(programs(), choices(), choices()), sampled);
    const texts = samples.map(([program, a, b]) =>
      [a, b].map((style) => printProgram(program, { dialect: "legacy", choices: style })),
    );
    const first = evaluate(texts.map(([text = ""]) => text));
    const second = evaluate(texts.map(([, text = ""]) => text));
    expect(second).toEqual(first);
    expect(first.filter((value) => value.startsWith("error"))).toEqual([]);
  });

  it("gives programs that are core-equal one value", () => {
    const samples = fc.sample(fc.tuple(programs(), fc.nat(), choices()), sampled);
    const pairs = samples.flatMap(([program, where, style]) => {
      const changed = mutate(program, where);
      return changed === null
        ? []
        : [[program, changed].map((one) => printProgram(one, { dialect: "legacy", choices: style }))];
    });
    const first = evaluate(pairs.map(([text = ""]) => text));
    const second = evaluate(pairs.map(([, text = ""]) => text));
    const unsound = pairs.filter(
      ([left = "", right = ""], index) =>
        first[index] !== second[index] && coreEqual(termOf(left, "legacy"), termOf(right, "legacy")),
    );
    expect(unsound).toEqual([]);
    expect(first.some((value, index) => value !== second[index])).toBe(true);
  });

  it.each(["legacy", "nix2"] as const)("agrees that the terms of %s programs mean what the programs do", (dialect) => {
    const samples = fc.sample(fc.tuple(programs(), choices()), sampled);
    const plain = samples.map(([program]) => printProgram(program, { dialect: "legacy", choices: [] }));
    const terms = samples.map(
      ([program, style]) => termToNix(termOf(printProgram(program, { dialect, choices: style }), dialect)) ?? "",
    );
    expect(evaluate(terms.map((text) => Buffer.from(text, "latin1")))).toEqual(evaluate(plain));
  });
});

const suite = process.env["LIX_SUITE_NIX"] ?? "";

/** Positions are no part of a term. */
const positions = /__curPos|unsafeGetAttrPos/;

describe.skipIf(!hasNix || !existsSync(suite))("the language suite of Nix (LIX_SUITE_NIX)", () => {
  const names = existsSync(suite) ? readdirSync(suite).filter((name) => /^eval-okay-.*\.nix$/.test(name)) : [];
  const cases = names.filter((name) => !positions.test(readFileSync(join(suite, name), "latin1")));

  it.each(cases)("%s means what its term says", (name) => {
    const source = readFileSync(join(suite, name));
    const run = (text: string | Uint8Array): string => {
      const options = ["--eval", "--strict", "-I", join(suite, "dir3"), "-I", join(suite, "dir4"), "-"];
      const { stdout, status } = spawnSync("nix-instantiate", options, { cwd: suite, input: text, encoding: "latin1" });
      return status === 0 ? stdout : "error";
    };
    const text = termToNix(lowered(source, "legacy").term);
    if (text === null) throw new Error("expected a legacy term");
    // The installed Nix may be older than the suite; then its answer to the program is not the only right one.
    const expected = join(suite, name.replace(/nix$/, "exp"));
    const answers = [run(source), existsSync(expected) ? readFileSync(expected, "latin1") : ""];
    expect(answers).toContain(run(Buffer.from(text, "latin1")));
  });
});

describe.skipIf(!hasNix)("the global names of real Nix", () => {
  const version = /\d+\.\d+/.exec(spawnSync("nix-instantiate", ["--version"], { encoding: "utf8" }).stdout)?.[0] ?? "";

  it("are those of its version", () => {
    const names = [...knownGlobals];
    const defined = names.filter((name) => {
      const { status } = spawnSync("nix-instantiate", ["--parse", "-E", name], { encoding: "utf8" });
      return status === 0;
    });
    expect(defined).toEqual(names.filter((name) => globalsOf({ name: "nix", version }, new Set(["impure"])).has(name)));
  });
});

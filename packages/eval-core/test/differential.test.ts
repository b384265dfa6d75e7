/**
 * What this evaluator says, real Nix says: of programs that succeed, in either dialect, the value; of calls that mostly
 * fail, the value or that they fail. Without `nix-instantiate` these are skipped. `LIX_FUZZ` is how many programs.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { compatOf } from "../src/eval/compat.ts";
import { globalsOf } from "../src/index.ts";
import { argumentPrograms } from "./generate-arguments.ts";
import { calls } from "./generate-call.ts";
import { programs } from "./generate-program.ts";
import { fixtureFiles, wideProgram } from "./generate-wide.ts";
import { choices, printProgram } from "./print-program.ts";
import { evaluate } from "./suites/evaluate.ts";

const hasNix = /\b2\.8\./.test(spawnSync("nix-instantiate", ["--version"], { encoding: "utf8" }).stdout ?? "");
const count = Number(process.env["LIX_FUZZ"] ?? 300);
const seed = Number(process.env["LIX_FUZZ_SEED"] ?? 7);
const folder = mkdtempSync(join(tmpdir(), "lix-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns what Nix 2.8 prints for each program, or null where it fails. */
function evaluateWithNix(texts: readonly string[]): (string | null)[] {
  const files = texts.map((text, index) => {
    const file = join(folder, `p${index}.nix`);
    writeFileSync(file, text);
    return file;
  });
  const values: (string | null)[] = [];
  while (values.length < files.length) {
    const batch = files.slice(values.length, values.length + 500);
    const { stdout } = spawnSync("nix-instantiate", ["--eval", "--strict", ...batch], { encoding: "latin1" });
    const lines = stdout.split("\n").slice(0, -1);
    values.push(...lines);
    if (lines.length < batch.length) values.push(null);
  }
  return values;
}

function evaluateHere(text: string, name = "here.nix"): string | null {
  return outcomeHere(text, name).value;
}

function outcomeHere(text: string, name: string): { readonly value: string | null; readonly failure: string } {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { output, failure } = evaluate({ file, folder, compat: "nix-2.8", flags: [], searchPath: [] });
  return { value: failure === null ? output.trimEnd() : null, failure: failure ?? "" };
}

/** What later versions refuse, and this evaluator whatever it mirrors. */
const laterRefused: readonly RegExp[] = [/name '\.{1,2}' is not valid/, /invalid UTF-8 byte/];

/** Programs of the wide generator that are evaluated together. */
const chunk = 2000;

/** Nix 2.8 escapes every dollar sign in names of attributes, later versions only those before a brace. */
function withoutEscapes(value: string | null): string | null {
  return value?.replaceAll("\\$", "$") ?? null;
}

/** Makes the files that wide programs read and returns their folder. */
function makeFixture(): string {
  const fixture = join(folder, "fixture");
  for (const [name, contents] of Object.entries(fixtureFiles)) {
    mkdirSync(dirname(join(fixture, name)), { recursive: true });
    writeFileSync(join(fixture, name), contents);
  }
  return fixture;
}

/** Values with a line break inside or of code positions cannot be compared line by line. */
const isComparable = (value: string | null): boolean => value === null || !value.includes("\n");

describe.skipIf(!hasNix)("real Nix", () => {
  it("gives programs the same value, written in either dialect", () => {
    const samples = fc.sample(fc.tuple(programs(), choices()), { numRuns: count, seed });
    const legacy = samples.map(([program, style]) => printProgram(program, { dialect: "legacy", choices: style }));
    const expected = evaluateWithNix(legacy);
    const differing = samples.flatMap(([program, style], at) => {
      const nix2 = `use experimental.nix2; ${printProgram(program, { dialect: "nix2", choices: style })}`;
      return [legacy[at] ?? "", nix2].flatMap((text) => {
        const actual = evaluateHere(text);
        return actual === expected[at] ? [] : [{ text, actual, expected: expected[at] }];
      });
    });
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it("fails where this does, and gives calls the same value elsewhere", { timeout: 120_000 + count * 100 }, () => {
    const texts = fc.sample(calls, { numRuns: count, seed });
    const expected = evaluateWithNix(texts);
    const differing = texts.flatMap((text, at) => {
      // The file Nix has read: programs may hash the folder, which must stay as it was.
      const actual = evaluateHere(text, `p${at}.nix`);
      return actual === expected[at] || !isComparable(actual) ? [] : [{ text, actual, expected: expected[at] }];
    });
    expect(differing.slice(0, 20)).toEqual([]);
  });

  it("agrees on programs of everything there is", { timeout: 120_000 + count * 100 }, () => {
    const fixture = makeFixture();
    const differing: Difference[] = [];
    for (let start = 0; start < count; start += chunk) {
      const seeds = Array.from({ length: Math.min(chunk, count - start) }, (_, at) => seed * 1_000_003 + start + at);
      differing.push(...compare(seeds.map((one) => ({ label: `seed ${one}`, text: wideProgram(one, fixture) }))));
    }
    expect(differing.slice(0, 5)).toEqual([]);
  });

  it("agrees on derivations whose outputs only building would tell", () => {
    const features = ["--extra-experimental-features", "ca-derivations impure-derivations"];
    const file = join(folder, "floating.nix");
    writeFileSync(file, floatingDerivations);
    const args = ["--eval", "--strict", "--json", ...features, file];
    const { stdout } = spawnSync("nix-instantiate", args, { encoding: "latin1" });
    const flags = ["--json", ...features];
    const { output, failure } = evaluate({ file, folder, compat: "nix-2.8", flags, searchPath: [] });
    expect(failure).toBeNull();
    expect(JSON.parse(output)).toEqual(JSON.parse(stdout));
  });

  it.each([[], ["--extra-experimental-features", "flakes fetch-closure"]])("has the builtins of %s", (...flags) => {
    const names = "builtins.attrNames builtins";
    const args = ["--eval", "--strict", "--json", ...flags, "-E", names];
    const { stdout } = spawnSync("nix-instantiate", args, { encoding: "latin1" });
    const { output } = evaluate({
      text: names,
      folder,
      compat: "nix-2.8",
      flags: ["--json", ...flags],
      searchPath: [],
    });
    expect(JSON.parse(output)).toEqual(JSON.parse(stdout));
  });

  it("evaluates arguments in the same order", { timeout: 120_000 + count * 100 }, () => {
    const all = argumentPrograms(globalsOf(compatOf("nix-2.8").release, new Set()));
    const step = Math.max(1, Math.floor(all.length / count));
    const chosen = all.filter((_, at) => at % step === seed % step);
    const differing: Difference[] = [];
    for (let start = 0; start < chosen.length; start += chunk) {
      differing.push(...compare(chosen.slice(start, start + chunk).map((text) => ({ label: "arguments", text }))));
    }
    expect(differing.slice(0, 5)).toEqual([]);
  });
});

const floatingDerivations = `
let
  make = attributes: derivation ({ system = "s"; builder = "/b"; } // attributes);
  show = drv: { path = drv.drvPath; outputs = map (name: drv.\${name}.outPath) (drv.outputs or [ "out" ]); };
in
builtins.mapAttrs (name: show) rec {
  content = make { name = "a"; __contentAddressed = true; };
  several = make { name = "b"; __contentAddressed = true; outputHashMode = "recursive"; outputs = [ "out" "dev" ]; };
  flat = make { name = "c"; __contentAddressed = true; outputHashMode = "flat"; outputHashAlgo = "sha1"; };
  impure = make { name = "d"; __impure = true; outputHashAlgo = "sha512"; };
  above = make { name = "e"; x = "\${content} \${impure}"; };
  twice = make { name = "f"; x = "\${above} \${several.dev}"; outputs = [ "out" "lib" ]; };
  fixed = make { name = "g"; x = "\${content}"; outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; };
  aboveFixed = make { name = "h"; x = "\${fixed}"; };
  structured = make { name = "i"; __structuredAttrs = true; __contentAddressed = true; x = 1; y = content; };
  contentAbove = make { name = "j"; __contentAddressed = true; x = "\${content} \${above}"; };
  neither = make { name = "k"; __contentAddressed = false; __impure = false; };
}
`;

interface Difference {
  readonly label: string;
  readonly text: string;
  readonly actual: string | null;
  readonly expected: string | null;
}

/** Returns the programs that real Nix gives another value, and logs them where `LIX_FUZZ_LOG` says. */
function compare(programs: readonly { readonly label: string; readonly text: string }[]): Difference[] {
  const expected = evaluateWithNix(programs.map(({ text }) => text)).map(withoutEscapes);
  const differing = programs.flatMap(({ label, text }, at): Difference[] => {
    const wanted = expected[at] ?? null;
    const { value, failure } = outcomeHere(text, `p${at}.nix`);
    const actual = withoutEscapes(value);
    const isExplained = actual === wanted || laterRefused.some((message) => message.test(failure));
    return isExplained ? [] : [{ label, text, actual, expected: wanted }];
  });
  const values = expected.filter((value) => value !== null).length;
  const summary = `${programs.length} programs: ${values} values, ${programs.length - values} errors`;
  process.stdout.write(`${summary}, ${differing.length} differences\n`);
  const log = process.env["LIX_FUZZ_LOG"];
  if (log !== undefined) appendFileSync(log, differing.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return differing;
}

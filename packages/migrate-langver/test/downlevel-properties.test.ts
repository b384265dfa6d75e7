/**
 * What holds for the down-levelling of any Nix 2 program, and, where real Nix is installed, what it says: the new text
 * is accepted, and does what our evaluator makes of the old one. `RUNS=n` sets how many programs are tried, `SEED=n`
 * which.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  coreEqual,
  createEvaluator,
  evaluateText,
  forceDeep,
  lowerTree,
  memoryFiles,
  portableHasher,
  printValue,
} from "@lix-tools/eval-core";
import { checkDeprecations, makeLangver, parse } from "@lix-tools/parser";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { programs } from "../../eval-core/test/generate-program.ts";
import { choices, printProgram } from "../../eval-core/test/print-program.ts";
import { downlevelSource, type DownlevelledSource } from "../src/downlevel/downlevel-source.ts";
import { nix2Files } from "./generate-nix2.ts";

const runs = Number(process.env["RUNS"] ?? 300);
const seed = Number(process.env["SEED"] ?? 1);
const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "downlevel-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clause = "use experimental.nix2;\n";
const anyFile: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: nix2Files("nix2") },
  { weight: 2, arbitrary: nix2Files("nix2-future") },
  {
    weight: 1,
    arbitrary: fc
      .tuple(programs(), choices())
      .map(([program, style]) => `${clause}${printProgram(program, { dialect: "nix2", choices: style })}`),
  },
);

function convert(text: string): DownlevelledSource {
  return downlevelSource(new TextEncoder().encode(text));
}

/** Programs that Nix 2 accepts, converted. The rest of what the generator makes has bad indentation. */
function sample(count: number, seed: number): { readonly text: string; readonly result: DownlevelledSource }[] {
  return fc
    .sample(anyFile, { numRuns: count, seed })
    .map((text) => ({ text, result: convert(text) }))
    .filter(({ result }) => result.status !== "failed");
}

test("every program that is accepted comes out, proved, as legacy without errors, and once", () => {
  const samples = sample(runs, seed);
  expect(samples.length).toBeGreaterThan(runs / 4);
  for (const { text, result } of samples) {
    const { status, after, impossible, mismatch, verification } = result;
    expect([text, mismatch, impossible]).toEqual([text, null, []]);
    expect([text, status]).toEqual([text, "converted"]);
    expect(["core", "law"]).toContain(verification);
    const { diagnostics, tree } = parse(after, { langver: makeLangver("legacy") });
    // A string that means the same keeps its bytes, though Lix may warn about how it is indented.
    const objections = checkDeprecations(tree).filter(({ code }) => !code.startsWith("langver/indented-"));
    expect([text, objections]).toEqual([text, []]);
    expect([text, diagnostics.filter(({ severity }) => severity === "error")]).toEqual([text, []]);
    expect(downlevelSource(after).after).toBe(after);
  }
});

test("no comment is lost", () => {
  const commentsOf = (text: string): number => text.split(/\/\* c \*\/|# c(?=\r?\n)|# end$/u).length;
  for (const { text, result } of sample(runs, seed)) {
    const after = new TextDecoder().decode(result.after);
    expect([text, commentsOf(after)]).toEqual([text, commentsOf(text)]);
  }
});

test("a program of the legacy subset keeps everything but its clause", () => {
  fc.assert(
    fc.property(programs(), choices(), (program, style) => {
      const legacy = printProgram(program, { dialect: "legacy", choices: style });
      const before = parse(new TextEncoder().encode(legacy), { langver: makeLangver("legacy") }).tree;
      const text = printProgram(program, { dialect: "nix2", choices: style });
      const after = parse(convert(`${clause}${text}`).after, { langver: makeLangver("legacy") }).tree;
      expect(coreEqual(lowerTree(before).term, lowerTree(after).term)).toBe(true);
    }),
    { numRuns: runs, seed: 3 },
  );
});

interface Outcome {
  /** What is printed, or null for a failure. */
  readonly value: string | null;
  readonly traces: readonly string[];
}

/** Nix before 2.21 evaluates the source of `inherit (e) a b` once for every name, so how often is left aside. */
function distinct(traces: readonly string[]): string[] {
  return [...new Set(traces)].toSorted();
}

/** What our evaluator makes of a Nix 2 program. */
function ours(text: string): Outcome {
  const traces: string[] = [];
  const machine = createEvaluator({
    compat: "nix-2.8",
    host: {
      files: memoryFiles(new Map()),
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: (line) => void traces.push(line),
    },
  });
  try {
    const value = evaluateText(machine, Buffer.from(text).toString("latin1"), "program", "/");
    forceDeep(value);
    return { value: Buffer.from(printValue(value), "latin1").toString(), traces: distinct(traces) };
  } catch {
    return { value: null, traces: [] };
  }
}

/** What real Nix makes of legacy texts. */
function theirs(texts: readonly Uint8Array[]): Outcome[] {
  return texts.map((text, index) => {
    const file = join(folder, `${index}.nix`);
    writeFileSync(file, text);
    const { stdout, stderr, status } = spawnSync("nix-instantiate", ["--eval", "--strict", file], { encoding: "utf8" });
    const traces = stderr.split("\n").filter((line) => line.startsWith("trace: "));
    return { value: status === 0 ? stdout.trimEnd() : null, traces: distinct(traces) };
  });
}

/** Values, failures, what a `tryEval` catches, and what is forced how often. */
function expectSame(texts: readonly { readonly text: string; readonly after: Uint8Array }[]): number {
  const found = theirs(texts.map(({ after }) => after));
  let values = 0;
  for (const [index, { text, after }] of texts.entries()) {
    const { value, traces } = ours(text);
    if (value !== null) values++;
    // Before a failure, what is forced first depends on the order of attributes, which Nix and we choose differently.
    const wanted = { value, traces: value === null ? found[index]?.traces : traces };
    expect([text, new TextDecoder().decode(after), found[index]]).toEqual([
      text,
      new TextDecoder().decode(after),
      wanted,
    ]);
  }
  return values;
}

describe.skipIf(!hasNix)("real Nix", () => {
  test("does with the new text what we do with the old one", { timeout: 3_600_000 }, () => {
    const texts = sample(runs, seed + 1).map(({ text, result }) => ({ text, after: result.after }));
    const values = expectSame(texts);
    process.stderr.write(`${texts.length} programs, ${values} of them with a value\n`);
    expect(values).toBeGreaterThan(texts.length / 4);
    expect(values).toBeLessThan(texts.length);
  });

  test.each([
    ["a default is not forced", 'let x = { a = 1; }; in x ? a : throw "d"'],
    ["a set that fails is no missing attribute", '(throw "x") ? a : 1'],
    ["a slice forces nothing", 'let s = (throw "x").{a}; in builtins.attrNames s'],
    ["a slice misses attributes late", "builtins.length ({ }.[a, b])"],
    [
      "a slice of one evaluation",
      'let s = (builtins.trace "once" { a = 1; b = 2; }); in [ (s.[a, b]) (builtins.trace "set" { a = 1; b = 2; }).{a, b} ]',
    ],
    ["unpacking forces the set", 'builtins.tryEval ({ a = 1; *throw "x"; }.a)'],
    [
      "unpacking forces no attribute",
      '{ a = 1; *{ b = throw "x"; }; *builtins.listToAttrs [ { name = "c"; value = throw "y"; } ]; }.a',
    ],
    ["a name that is there twice fails", "{ a = 1; *{ a = 1; }; }"],
    ["and nothing catches it", 'builtins.tryEval { a = 1; *builtins.listToAttrs [ { name = "a"; value = 1; } ]; }'],
    [
      "parts are forced in order",
      '{ *builtins.trace "1" { a = 1; }; *builtins.trace "2" { a = 2; }; *builtins.trace "3" { }; }',
    ],
    [
      "types are not compared as derivations",
      '{ type = throw "x"; *builtins.listToAttrs [ { name = "type"; value = "derivation"; } ]; }',
    ],
    ["unpacking a list", 'builtins.tryEval [ 1 *(throw "x") ]'],
    ["unpacking no list", "builtins.tryEval [ 1 *1 ]"],
    ["elements are not forced", 'builtins.length [ (throw "a") *[ (throw "b") ] ]'],
    ["a pattern forces the list, not the elements", '([a, b]: b) [ (throw "a") 2 ]'],
    ["a pattern wants the length", "builtins.tryEval (([a]: a) [ ])"],
    ["an open pattern wants no more", "([a, ...]: a) [ 1 2 ] + ([...]: 1) [ ]"],
    ["a pattern wants a list", "builtins.tryEval (([...]: 1) { })"],
    ["a pattern is a function", "builtins.isFunction ([a]: a)"],
    ["an index out of range", "builtins.tryEval [ 1 ].1"],
    ["an index forces one element", '[ (throw "a") 1 ].1'],
    ["computed names before what is unpacked", 'builtins.tryEval { *throw "a"; ${builtins.trace "k" "k"} = 1; }'],
    ["a null name", "{ ${null} = 1; *{ b = 1; }; *builtins.mapAttrs (k: v: v) { c = 1; }; }"],
    ["strings", '[ "\\x41\\u{e9}\\\nb" "$${"x"}" \'\'  a\n    b\n      c\'\' ]'],
  ])("%s", (_, text) => {
    const source = `${clause}${text}`;
    const { after, mismatch, diagnostics } = convert(source);
    if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
    expect(mismatch).toBeNull();
    expectSame([{ text: source, after }]);
  });
});

test.skipIf(hasNix)("real Nix is absent: nothing of it was checked", () => {});

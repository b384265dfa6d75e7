import { readdirSync, readFileSync } from "node:fs";
import { loadTolerantEngine } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOffsets } from "../src/engine/offsets.ts";
import { createWorkbench } from "../src/engine/workbench.ts";
import { evaluate } from "../src/evaluation/evaluate.ts";
import { highlightClasses } from "../src/highlight/highlight.ts";
import type { ColouredText, EvaluationRequest } from "../src/protocol.ts";

const folder = new URL("../src/examples/", import.meta.url);
const examples = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
const workbench = createWorkbench({ now: () => 0, tolerant: await loadTolerantEngine() });

/** Returns a text with its pieces of some classes in brackets. */
function coloured({ text, colours }: ColouredText, ...wanted: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < colours.length; at += 3) {
    const [from = 0, to = 0, role = 0] = colours.subarray(at, at + 3);
    if (wanted.includes(highlightClasses[role] ?? "")) found.push(text.slice(from, to));
  }
  return found;
}

function valueOf(text: string, more: Partial<EvaluationRequest> = {}): ReturnType<typeof evaluate> {
  return evaluate({ id: 1, text, migrated: null, format: "nix", ...more }, () => 0);
}

describe("offsets", () => {
  it("lead from bytes to what editors count in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const encoder = new TextEncoder();
        const toIndex = createOffsets(text, encoder.encode(text));
        let index = 0;
        for (const char of text) {
          expect(toIndex(encoder.encode(text.slice(0, index)).length)).toBe(index);
          index += char.length;
        }
        expect(toIndex(encoder.encode(text).length)).toBe(text.length);
      }),
    );
  });
});

describe("colours", () => {
  it("tell names by their role", () => {
    const text = '{ a, b ? 1 }: let c = a.d; in map c "x${b}\\n" # end';
    const { colours } = workbench.analyse(text, null);
    const of = (...wanted: readonly string[]): string[] => coloured({ text, colours }, ...wanted);
    expect(of("parameter")).toEqual(["a", "b"]);
    expect(of("property")).toEqual(["c", "d"]);
    expect(of("name")).toEqual(["a", "c", "b"]);
    expect(of("builtin")).toEqual(["map"]);
    expect(of("keyword")).toEqual(["let", "in"]);
    expect(of("escape")).toEqual(["${", "}", "\\n"]);
    expect(of("comment")).toEqual(["# end"]);
  });
  it("are there for broken text", () => {
    const text = '{ ü = "ü"; a = if b then; }';
    const { colours } = workbench.analyse(text, null);
    expect(coloured({ text, colours }, "keyword")).toEqual(["if", "then"]);
  });
});

describe("the workbench", () => {
  it.each(examples)("has something to say about the example %s", (name, text) => {
    const { isComplete, migration, problems, formatted, core } = workbench.analyse(text, null);
    expect(isComplete).toBe(name !== "broken.nix");
    if (!isComplete) {
      expect({ migration: migration.outcome, formatted, core }).toEqual({
        migration: "unreadable",
        formatted: null,
        core: null,
      });
      expect(problems.length).toBeGreaterThan(0);
      return;
    }
    expect(migration.outcome).toBe(name === "refused.nix" ? "blocked" : "migrated");
    expect(formatted).not.toBeNull();
    expect(core).not.toBeNull();
  });
  it("takes every fixable example to Nix 2 and back to the same value", () => {
    for (const [name, text] of examples) {
      const { migration } = workbench.analyse(text, null);
      if (migration.result === null || migration.outcome !== "migrated") continue;
      expect({ name, agrees: valueOf(text, { migrated: migration.result.text }).agrees }).toEqual({
        name,
        agrees: true,
      });
    }
  });
  it("marks what is new", () => {
    const { migration } = workbench.analyse("x: x.a or 1", "nix2");
    const marked = migration.changed.map(({ from, to }) => migration.result?.text.slice(from, to).trim());
    expect(marked).toContain("use experimental.nix2;");
    expect(marked).toContain(":");
  });
  it("calls what is merely not idiomatic optional", () => {
    const { migration } = workbench.analyse("x: { a = 1; } // x", "nix2");
    expect(migration.refusals.map(({ optional }) => optional)).toEqual(["yes"]);
  });
  it("makes safe fixes until none is left", () => {
    const { text, count } = workbench.fix("{ a = http://a.b; b = .5; }", "safe");
    expect({ text, count }).toEqual({ text: `{ a = "http://a.b"; b = 0.5; }`, count: 2 });
  });
  it("falls back to the usual target", () => {
    expect(workbench.analyse("use experimental.nix2; 1", "lix").migration.target).toBe("legacy");
    expect(workbench.analyse("1", "legacy").migration.target).toBe("nix2");
  });
  it("reports what is wrong with the clause", () => {
    const { problems } = workbench.analyse("use experimental.nonsense; 1", null);
    expect(problems.map(({ severity }) => severity)).toContain("error");
  });
  it("survives any text", () => {
    const unit = fc.constantFrom(
      ..."{}[]()=;:.,?@*|\"'$\\/ \n\r\tabx01ü🙂",
      "let ",
      " in ",
      "use experimental.nix2;",
      "''",
      "${",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const { colours, migration, problems } = workbench.analyse(text, null);
        for (let at = 3; at < colours.length; at += 3) expect(colours[at]).toBeGreaterThanOrEqual(colours[at - 2] ?? 0);
        for (const { from, to } of problems) expect(from <= to && to <= text.length).toBe(true);
        expect(migration.result === null || typeof migration.result.text === "string").toBe(true);
        workbench.fix(text, "unsafe");
      }),
      { numRuns: 300 },
    );
  });
});

describe("evaluation", () => {
  it("prints values as Nix, formatted, and as JSON", () => {
    expect(valueOf('{ b = 1; a = "ü"; }').coloured?.text).toBe('{\n  a = "ü";\n  b = 1;\n}');
    expect(valueOf('{ b = 1; a = "ü"; }', { format: "json" }).outcome).toEqual({
      kind: "value",
      text: '{\n  "a": "ü",\n  "b": 1\n}',
    });
  });
  it("keeps what is printed on the way", () => {
    expect(valueOf('builtins.trace "hü" 1').printed).toEqual(["trace: hü"]);
  });
  it("has no files, no environment and a fixed system", () => {
    expect(valueOf('[ (builtins.getEnv "HOME") builtins.currentSystem (builtins.pathExists /etc) ]').outcome.text).toBe(
      '[ "" "x86_64-linux" false ]',
    );
    expect(valueOf("import ./a.nix").outcome).toMatchObject({ kind: "error", code: "eval/file" });
  });
  it("ends what does not end", () => {
    expect(valueOf("let f = x: f x; in f 1").outcome).toMatchObject({ kind: "error" });
    expect(valueOf("let f = x: 1 + f x; in f 1").outcome).toMatchObject({ kind: "error" });
    expect(valueOf("let x = x; in x").outcome).toMatchObject({ kind: "error", code: "eval/infinite-recursion" });
    expect(valueOf("builtins.genList (x: x) 9999999999").outcome).toMatchObject({ kind: "error" });
  });
  it("tells texts apart that differ", () => {
    expect(valueOf("1", { migrated: "2" }).agrees).toBe(false);
    expect(valueOf('throw "a"', { migrated: 'abort "a"' }).agrees).toBe(false);
    expect(valueOf("1", { migrated: "use experimental.nix2;\n1" }).agrees).toBe(true);
  });
});

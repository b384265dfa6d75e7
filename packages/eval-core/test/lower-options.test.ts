import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coreEqual,
  globalsOf,
  knownGlobals,
  lowerTree,
  normalForm,
  renderTerm,
  resolveTree,
  standardGlobals,
} from "../src/index.ts";
import { programs } from "./generate-program.ts";
import { termOf, treeOf } from "./lowering.ts";
import { choices, printProgram } from "./print-program.ts";

describe("lowerTree", () => {
  it("looks up names that scopedImport gives before globals, words and operators", () => {
    const tree = treeOf("s: with s; [ true false (3 - 2) (3 + 2) x ]", "legacy");
    const imported = new Set(["true", "__sub", "x"]);
    expect(renderTerm(lowerTree(tree, { imported }).term)).toBe("(\\s. (with s; [true false (__sub 3 2) (3 + 2) x]))");
    expect(coreEqual(lowerTree(tree, { imported }).term, lowerTree(tree).term)).toBe(false);
  });

  it("reads `''` strings by the rules it is told", () => {
    const tree = treeOf("''  a''\\n    b''", "legacy");
    expect(renderTerm(lowerTree(tree).term)).toBe('"a\\n  b"');
    expect(renderTerm(lowerTree(tree, { reading: "lix" }).term)).toBe('"a\\n    b"');
  });

  it("makes the same term of a huge set on demand as at once", () => {
    const value = (at: number): string =>
      `f (let inherit (p${at}) q; r = q; in { a.b = with t; [ q r z${at} <x> ]; a.c = y: y p${at + 1} - 1; inherit p0; })`;
    const bindings = Array.from({ length: 1500 }, (_, at) => `p${at} = ${value(at)};`);
    const text = `s: with s; { a = { \${n} = ${value(0)}; }; ${bindings.join(" ")} }`;
    const options = { lazy: true } as const;
    expect(resolveTree(treeOf(text, "legacy"), options).complete).not.toBeNull();
    expect(normalForm(lowerTree(treeOf(text, "legacy"), options).term)).toBe(normalForm(termOf(text, "legacy")));
  });

  it("makes the same term on demand as at once", () => {
    fc.assert(
      fc.property(programs(), choices(), (program, style) => {
        const text = printProgram(program, { dialect: "legacy", choices: style });
        const lazily = lowerTree(treeOf(text, "legacy"), { lazy: true }).term;
        expect(normalForm(lazily)).toBe(normalForm(termOf(text, "legacy")));
      }),
      { numRuns: 200 },
    );
  });

  it("notes every undefined variable also on demand", () => {
    const tree = treeOf("{ a = { b = x y; }; }", "legacy");
    const messages = lowerTree(tree, { lazy: true }).diagnostics.map(({ message }) => message);
    expect(messages).toEqual(["undefined variable `x`", "undefined variable `y`"]);
  });
});

describe("globals", () => {
  const nothing = new Set<never>();

  it("of any implementation include the standard ones and are known", () => {
    for (const name of ["nix", "lix"] as const) {
      for (const version of ["2.8", "2.36", "2.90", "2.96"]) {
        const globals = globalsOf({ name, version }, new Set(["impure", "flakes"]));
        expect([...standardGlobals].filter((global) => !globals.has(global))).toEqual([]);
        expect([...globals].filter((global) => !knownGlobals.has(global))).toEqual([]);
      }
    }
  });

  it("come and go with versions and gates", () => {
    expect(globalsOf({ name: "nix", version: "2.22" }, nothing).has("__warn")).toBe(false);
    expect(globalsOf({ name: "nix", version: "2.23.1" }, nothing).has("__warn")).toBe(true);
    expect(globalsOf({ name: "lix", version: "2.94" }, nothing).has("__warn")).toBe(false);
    expect(globalsOf({ name: "lix", version: "2.95" }, new Set(["fetch-closure"])).has("__fetchClosure")).toBe(false);
    expect(globalsOf({ name: "nix", version: "2.8" }, nothing).has("__currentSystem")).toBe(false);
    expect(globalsOf({ name: "nix", version: "2.8" }, new Set(["impure"])).has("__currentSystem")).toBe(true);
  });
});

/**
 * The tolerant engine beyond what the corpora show: any bytes give a sound tree, in time and memory that are bounded.
 */
import {
  checkTree,
  type Dialect,
  dumpSexp,
  Kind,
  kindOf,
  loadTolerantEngine,
  makeLangver,
  parse,
  printTree,
  type TolerantEngine,
  type Tree,
} from "@lix-tools/parser";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { maxTolerantTokens } from "../src/tolerant/token-count.ts";

const editions = { nix: "legacy", nix2: "nix2", nix2_future: "nix2-future" } as const;
const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

let engine: TolerantEngine;
beforeAll(async () => {
  engine = await loadTolerantEngine();
});

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Returns the tree of a source, one character per byte, after checking what every tree promises. */
function soundTree(source: Uint8Array, dialect: Dialect): Tree {
  const { records, nodeCount, hasError } = engine.parse(source, dialect);
  const tree: Tree = { source, records, nodeCount, langver: makeLangver(editions[dialect]) };
  expect(checkTree(tree)).toEqual([]);
  expect(printTree(tree)).toEqual(source);
  // Of a blank source there is nothing to put into an error node.
  if (nodeCount > 1) expect(hasError).toBe(/\((ERROR|MISSING)/.test(dumpSexp(tree)));
  else expect(hasError).toBe(true);
  return tree;
}

describe.each(dialects)("trees of %s are sound", (dialect) => {
  it("for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (source) => void soundTree(source, dialect)),
      { numRuns: 1000 },
    );
  });

  it("for any sequence of tokens", () => {
    const tokens =
      `{ } ( ) [ ] : ; , . = ? @ ! < > + - * / ++ // == |> <| ... \${ " '' ''$ ''\\ \\ $ .[ .{ ?: .? let in if then
      else with assert rec inherit or null use a b' 1 1. .5 a/b ./c ~/d <e> x:y /* # é \u00a0 \u0000`.split(/ +|(\n)/);
    const texts = fc.array(fc.constantFrom(...tokens, " ", "\n"), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => void soundTree(bytes(text), dialect)),
      { numRuns: 3000 },
    );
  });
});

/** What repeats, and what is around it: patterns that have made parsers slow or deep. */
const repetitions: readonly (readonly [string, string, string?])[] = [
  ["operators without spaces", "a+"],
  ["operators and a URI", "a+", "a:b"],
  ["numbers without spaces", "1.5e3+", "1:x"],
  ["dots", "."],
  ["selections", "a."],
  ["search paths", "<a"],
  ["comments left open", "/* "],
  ["strings left open", '"${'],
  ["indented strings left open", "''${"],
  ["quotes", '"'],
  ["apostrophes", "''", "'"],
  ["lists", "["],
  ["parentheses", "("],
  ["sets", "{"],
  ["bindings", "{a="],
  ["bindings without semicolons", "a = 1 "],
  ["closing braces", "}"],
  ["semicolons", ";"],
  ["functions", "x: "],
  ["conditions", "if "],
  ["lets", "let a = 1; "],
  ["invalid bytes", "\xff"],
  ["NUL", "\0"],
  ["line breaks", "a\n"],
];

describe("repetitions of 32 KB", () => {
  it.each(repetitions.map(([name, unit, end = ""]) => ({ name, unit, end })))("$name", ({ unit, end }) => {
    const text = unit.repeat(Math.floor(32_768 / unit.length)) + end;
    for (const dialect of dialects) soundTree(bytes(text), dialect);
  });
});

describe("sources that are too large", () => {
  it("are one error", () => {
    const source = new Uint8Array(maxTolerantTokens + 1).fill(0x3b);
    const { records, nodeCount, hasError } = engine.parse(source, "nix");
    expect([nodeCount, hasError]).toEqual([2, true]);
    expect(kindOf({ source, records, nodeCount, langver: makeLangver("legacy") }, 1)).toBe(Kind.Error);
  });

  it("are not those of long words", () => {
    const source = new Uint8Array(maxTolerantTokens + 1).fill(0x61);
    expect(engine.parse(source, "nix").hasError).toBe(false);
  });
});

describe("the root", () => {
  const sexp = (text: string): string => dumpSexp(soundTree(bytes(text), "nix")).replaceAll(/\s+/g, " ");

  it("spans the file, white space included", () => {
    expect(sexp("  ")).toBe("(source_code)");
    expect(dumpSexp(soundTree(bytes(" a "), "nix"), { spans: "bytes" })).toMatch(/^\(source_code \[0, 3\]/);
  });

  it("is a `source_code` even where no expression could be made out", () => {
    expect(sexp("let a = 1; b = a")).toMatch(/^\(source_code \(ERROR /);
    expect(sexp("}")).toBe("(source_code (ERROR))");
    expect(sexp("\xef\xbb\xbf1")).toMatch(/^\(source_code \(ERROR/);
  });
});

describe("bytes that a text file rarely has", () => {
  const sexp = (text: string, dialect: Dialect = "nix"): string =>
    dumpSexp(soundTree(bytes(text), dialect)).replaceAll(/\s+/g, " ");

  it("NUL ends legacy, and is an error in Nix 2", () => {
    expect(sexp("1\0 } garbage")).toBe("(source_code expression: (integer_expression) (end_of_input))");
    expect(sexp("1\0", "nix2")).toMatch(/ERROR/);
    expect(sexp('"a\0b"')).not.toMatch(/ERROR/);
    expect(sexp("# a\0b\n1")).not.toMatch(/ERROR/);
  });

  it("CR is white space and ends a comment", () => {
    expect(sexp("1 # c\r+ 2")).toMatch(/^\(source_code expression: \(binary_expression/);
    expect(sexp("{\r\n  a = 1;\r\n}\r\n")).not.toMatch(/ERROR/);
  });

  it("form feed, vertical tab and BOM are no white space", () => {
    for (const text of ["1\f", "1\v", "\xef\xbb\xbf1", "1\xa0"]) expect(sexp(text)).toMatch(/ERROR/);
  });

  it("invalid UTF-8 may stand in strings and comments", () => {
    expect(sexp('"\xff\xc0" # \x80')).not.toMatch(/ERROR/);
  });
});

describe("loading", () => {
  it("takes the modules as bytes", async () => {
    const read = (path: string): Uint8Array => readFileSync(new URL(path, import.meta.url));
    const grammar = (dialect: Dialect): Uint8Array => read(`../wasm/${dialect}.wasm`);
    const own = await loadTolerantEngine({
      runtime: read("../../../node_modules/web-tree-sitter/web-tree-sitter.wasm"),
      grammars: { nix: grammar("nix"), nix2: grammar("nix2"), nix2_future: grammar("nix2_future") },
    });
    expect(own.parse(bytes("{ a = ; }"), "nix").hasError).toBe(true);
  });

  it("gives `parse` trees of broken sources", () => {
    const { tree, diagnostics, isComplete } = parse(bytes("{ a = 1; b = ; c = 2; }"), {
      langver: makeLangver("legacy"),
      tolerant: engine,
    });
    expect(isComplete).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(["syntax/unexpected-token"]);
    expect(dumpSexp(tree).match(/binding: /g)).toHaveLength(3);
  });
});

/**
 * Values of strings: as a table, against real Nix on generated literals, and as the inverse of writing literals.
 */
import { spawnSync } from "node:child_process";
import {
  decodeString,
  escapeIndented,
  escapeString,
  expressionOf,
  indentedLiteral,
  Kind,
  kindOf,
  makeLangver,
  nix2Hazards,
  parse,
  readingsAgree,
  root,
  type StringPart,
  type StringReading,
  stringSegments,
  contentSpan,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeBytes, readTable } from "../table.ts";

function toBytes(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

/** Invalid UTF-8 is shown byte by byte. */
function show(parts: readonly StringPart[]): string {
  const text = parts.map((part) => (typeof part === "string" ? part : "${…}".replace("…", "\xe2\x80\xa6"))).join("");
  const bytes = toBytes(text);
  const isUtf8 = !new TextDecoder().decode(bytes).includes("�");
  return isUtf8
    ? escapeBytes(bytes)
    : text.replaceAll(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

function parseAs(source: Uint8Array, edition: "legacy" | "nix2"): { tree: Tree; refused: boolean } {
  const { tree, diagnostics, isComplete } = parse(source, { langver: makeLangver(edition) });
  if (edition === "legacy") expect(isComplete).toBe(true);
  return { tree, refused: diagnostics.length > 0 };
}

function valueIn(tree: Tree, reading: StringReading): string {
  const node = expressionOf(tree, root);
  expectCovered(tree, node, reading);
  return `‹${show(decodeString(tree, node, reading))}›`;
}

/** The segments of a literal follow one another without a gap and give the parts. */
function expectCovered(tree: Tree, node: number, reading: StringReading): void {
  const { start, end } = contentSpan(tree, node);
  const segments = stringSegments(tree, node, reading);
  let at = start;
  for (const segment of segments) {
    expect(segment.start).toBe(at);
    at = segment.end;
  }
  expect(at).toBe(end);
  const text = segments.map(({ value }) => (typeof value === "string" ? value : `\0${value}\0`)).join("");
  const parts = decodeString(tree, node, reading).map((part) => (typeof part === "string" ? part : `\0${part}\0`));
  expect(parts.join("")).toBe(text);
}

describe("values of strings", () => {
  it.each(readTable(new URL("strings.txt", import.meta.url)))("$section: $text", ({ source, expected }) => {
    const [cppnix = "", ...others] = expected.split(/, (?=lix |nix2 )/);
    const other = (name: string): string =>
      others.find((text) => text.startsWith(`${name} `))?.slice(name.length + 1) ?? cppnix;
    const legacy = parseAs(source, "legacy").tree;
    expect(valueIn(legacy, "cppnix")).toBe(cppnix);
    expect(valueIn(legacy, "lix")).toBe(other("lix"));
    const nix2 = parseAs(source, "nix2");
    expect(nix2.refused ? "refused" : valueIn(nix2.tree, "nix2")).toBe(other("nix2"));
    // What the legacy tree says about Nix 2 must be what the tree of Nix 2 says.
    const hazards = nix2Hazards(legacy, expressionOf(legacy, root));
    const isFree = other("nix2") === cppnix;
    if (!source.includes(13) && !nix2.refused) expect(hazards.length === 0, JSON.stringify(hazards)).toBe(isFree);
    expect(readingsAgree(legacy, expressionOf(legacy, root), "cppnix", "lix")).toBe(other("lix") === cppnix);
  });
});

const plainPieces = [
  "a",
  " ",
  "\n",
  "\r",
  "\r\n",
  "\t",
  "$",
  "\\n",
  "\\\\",
  '\\"',
  "\\$",
  "\\a",
  "\\\n",
  '${"x"}',
  "'",
  "{",
];
const indentedPieces: readonly string[] = [
  ..."a|a| |  |    |\n|\n|\n  |\n    |\n\t|\r\n|\t|$|'|\"|{|\\".split("|"),
  ..."''$|'''|''\\n|''\\t|''\\a|''\\ |''\\\n|''\\$|${\"x\"}|${''\n  y''}".split("|"),
];

function literals(pieces: readonly string[], quote: string): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => quote + parts.join("") + quote);
}

/** The value of a literal whose interpolations hold nothing but literals, or null for others. */
function evaluate(tree: Tree, node: number): string | null {
  const isString = [Kind.StringExpression, Kind.IndentedStringExpression].some((kind) => kind === kindOf(tree, node));
  if (!isString) return null;
  const values = decodeString(tree, node, "cppnix").map((part) =>
    typeof part === "string" ? part : evaluate(tree, unwrapParentheses(tree, expressionOf(tree, part))),
  );
  return values.includes(null) ? null : values.join("");
}

describe("against nix-instantiate", () => {
  if (spawnSync("nix-instantiate", ["--version"]).status !== 0) {
    it("is not here: nix-instantiate is not installed", ({ skip }) => skip());
    return;
  }
  it("gives the values Nix gives", () => {
    const count = Number(process.env.STRING_CASES ?? 400);
    const strings = fc.sample(fc.oneof(literals(plainPieces, '"'), literals(indentedPieces, "''")), {
      numRuns: count,
      seed: 7,
    });
    const cases = strings.flatMap((source) => {
      const { tree, isComplete } = parse(new TextEncoder().encode(source), { langver: makeLangver("legacy") });
      const value = isComplete ? evaluate(tree, expressionOf(tree, root)) : null;
      return value === null ? [] : [{ source, value }];
    });
    expect(cases.length).toBeGreaterThan(count / 2);
    const expression = `[\n${cases.map(({ source }) => `(${source})`).join("\n")}\n]`;
    const { stdout, stderr } = spawnSync("nix-instantiate", ["--eval", "--strict", "--json", "-"], {
      input: expression,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe("");
    const values: unknown = JSON.parse(stdout);
    expect(cases.map(({ value }) => value)).toEqual(values);
  });
});

const anyText = fc
  .oneof(
    fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r", "\t", "$", "{", "}", "'", '"', "\\", "é") }),
    fc.string(),
  )
  .map((text) => String.fromCharCode(...new TextEncoder().encode(text)));

function decodeLiteral(literal: string, reading: StringReading): StringPart[] | "refused" {
  const { tree, refused } = parseAs(toBytes(literal), reading === "nix2" ? "nix2" : "legacy");
  if (refused) return "refused";
  return decodeString(tree, expressionOf(tree, root), reading).map((part) => (typeof part === "string" ? part : -1));
}

const readings: readonly StringReading[] = ["cppnix", "lix", "nix2"];

describe.each(readings)("writing literals for %s", (reading) => {
  it('reads back what `"` literals say', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => !text.includes("\0")),
        anyText.filter((text) => !text.includes("\0")),
        (before, after) => {
          const literal = `"${escapeString(before, "interpolation")}\${x}${escapeString(after)}"`;
          const expected = [before, -1, after].filter((part) => part !== "");
          expect(decodeLiteral(literal, reading)).toEqual(expected);
        },
      ),
    );
  });

  it("reads back what `''` literals say", () => {
    const parts = fc.array(fc.oneof(anyText, fc.constant(-1)), { maxLength: 4 });
    let written = 0;
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 6 }), (given, indent) => {
        const merged = mergeText(given);
        fc.pre(!merged.some((part) => typeof part === "string" && part.includes("\0")));
        const literal = indentedLiteral(merged, indent, () => "${x}");
        if (literal === null) return;
        written++;
        expect(decodeLiteral(literal, reading)).toEqual(merged);
      }),
    );
    expect(written).toBeGreaterThan(20);
  });

  it("reads back the text of a line", () => {
    const line = anyText.filter((text) => !/[\n\0]/.test(text));
    fc.assert(
      fc.property(line, (text) => {
        expect(decodeLiteral(`''\${x}${escapeIndented(text)}''`, reading)).toEqual(
          [-1, text].filter((part) => part !== ""),
        );
      }),
    );
  });
});

function mergeText(parts: readonly StringPart[]): StringPart[] {
  const merged: StringPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

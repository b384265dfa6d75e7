import { type Edition, makeLangver, parse } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreEqual, lowerTree, normalForm, renderTerm } from "../src/index.ts";
import { lowered } from "./lowering.ts";

interface Chain {
  readonly name: string;
  readonly edition: Edition;
  /** Text before the chain, a link, text after it. */
  readonly parts: readonly [string, string, string];
  readonly links: number;
}

const chains: readonly Chain[] = [
  { name: "arguments", edition: "legacy", parts: ["f: f", " 1", ""], links: 100_000 },
  { name: "sums", edition: "legacy", parts: ["1", " + 1", ""], links: 100_000 },
  { name: "concatenations", edition: "legacy", parts: ["[ ]", " ++ [ 1 ]", ""], links: 100_000 },
  { name: "updates", edition: "legacy", parts: ["{ }", " // { }", ""], links: 100_000 },
  { name: "implications", edition: "legacy", parts: ["true", " -> true", ""], links: 100_000 },
  { name: "`?` tests", edition: "legacy", parts: ["a: a", " ? b", ""], links: 10_000 },
  { name: "negations", edition: "legacy", parts: ["", "!", "true"], links: 10_000 },
  { name: "minus signs", edition: "legacy", parts: ["", "-", "1"], links: 10_000 },
  { name: "functions", edition: "legacy", parts: ["", "x: ", "x"], links: 10_000 },
  { name: "functions of sets", edition: "legacy", parts: ["", "{ a }: ", "a"], links: 10_000 },
  { name: "lets", edition: "legacy", parts: ["", "let a = 1; in ", "a"], links: 10_000 },
  { name: "`with`s", edition: "legacy", parts: ["s: ", "with s; ", "a"], links: 10_000 },
  { name: "assertions", edition: "legacy", parts: ["", "assert true; ", "1"], links: 10_000 },
  { name: "conditions", edition: "legacy", parts: ["", "if true then 1 else ", "2"], links: 10_000 },
  { name: "names of a selection", edition: "legacy", parts: ["a: a", ".a", ""], links: 10_000 },
  { name: "defaults", edition: "legacy", parts: ["a: ", "a.a or ", "a"], links: 10_000 },
  { name: "elements", edition: "legacy", parts: ["[", " 1", "]"], links: 100_000 },
  { name: "pipes", edition: "nix2", parts: ["1", " |> map", ""], links: 10_000 },
  { name: "indices", edition: "nix2", parts: ["a: a", ".0", ""], links: 10_000 },
  { name: "set slices", edition: "nix2", parts: ["a: a", ".{a}", ""], links: 10_000 },
  { name: "list slices", edition: "nix2", parts: ["a: a", ".[a]", ""], links: 10_000 },
  { name: "null selections", edition: "nix2-future", parts: ["a: a", ".?a", ""], links: 10_000 },
  { name: "pipes to the left", edition: "nix2-future", parts: ["", "map <| ", "1"], links: 10_000 },
];

describe("chains of any length", () => {
  it.each(chains)("$links $name", ({ edition, parts: [before, link, after], links }) => {
    const text = `${before}${link.repeat(links)}${after}`;
    const { term, diagnostics } = lowered(text, edition);
    expect(diagnostics).toEqual([]);
    expect(coreEqual(term, lowered(text, edition).term)).toBe(true);
    const shorter = lowered(`${before}${link.repeat(links - 1)}${after}`, edition).term;
    expect(coreEqual(term, shorter)).toBe(false);
    expect(normalForm(term).length).toBeGreaterThan(0);
    expect(renderTerm(term).length).toBeGreaterThan(0);
  });

  it("a set of many attributes", () => {
    const length = 10_000;
    const bindings = (order: readonly number[]): string => order.map((n) => `a${n} = a${(n + 1) % length};`).join("");
    const numbers = Array.from({ length }, (_, index) => index);
    const left = lowered(`rec {${bindings(numbers)}}`, "legacy").term;
    expect(coreEqual(left, lowered(`rec {${bindings(numbers.toReversed())}}`, "legacy").term)).toBe(true);
  });

  it("a let of many bindings, used and unused", () => {
    const bindings = (order: readonly number[]): string => order.map((n) => `a${n} = ${n};`).join("");
    const numbers = Array.from({ length: 10_000 }, (_, index) => index);
    const left = lowered(`let ${bindings(numbers)} in a5`, "legacy").term;
    const right = lowered(`let ${bindings(numbers.toReversed())} in a5`, "legacy").term;
    expect(coreEqual(left, right)).toBe(true);
    expect(normalForm(left)).toBe(normalForm(right));
  });
});

/** What the parser admits must be lowered: it counts to 1,000. */
const nestings: readonly {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  readonly inner?: string;
}[] = [
  { name: "parentheses", open: "(", close: ")" },
  { name: "arguments", open: "x (", close: ")" },
  { name: "lists", open: "[", close: "]" },
  { name: "sets", open: "{a=", close: ";}" },
  { name: "recursive sets", open: "rec {a=", close: ";b=a;}" },
  { name: "merged sets", open: "{a={};a.b=1;a=", close: ";}", inner: "{}" },
  { name: "strings", open: '"${', close: '}"' },
  { name: "paths", open: "./${", close: "}" },
  { name: "computed names", open: "{${", close: "}=1;}" },
  { name: "defaults of formals", open: "{a?", close: "}:a" },
  { name: "conditions", open: "if ", close: " then 1 else 1" },
  { name: "`with` subjects", open: "with ", close: "; x" },
  { name: "let bindings", open: "let a=", close: "; in a" },
  { name: "sources", open: "{inherit (", close: ") a;}" },
  { name: "operands", open: "1 + (", close: ")" },
  { name: "selections", open: "(", close: ").a" },
];

describe("nesting", () => {
  it.each(nestings)("$name as deep as the parser goes", ({ open, close, inner = "x" }) => {
    const depth = deepestRead(open, close);
    expect(depth).toBeGreaterThanOrEqual(300);
    const text = `x: ${open.repeat(depth)}${inner}${close.repeat(depth)}`;
    const { term, diagnostics } = lowered(text, "legacy");
    expect(diagnostics).toEqual([]);
    expect(coreEqual(term, lowered(text, "legacy").term)).toBe(true);
    expect(renderTerm(term).length).toBeGreaterThan(0);
  });

  it("deeper than that is a diagnostic", () => {
    const { diagnostics } = lowered(`{ ${"a.".repeat(5000)}a = 1; }`, "legacy");
    expect(diagnostics.map(({ code }) => code)).toEqual(["eval/nesting-too-deep"]);
    const alternating = lowered(`a: a${" + !a".repeat(5000)}`, "legacy");
    expect(alternating.diagnostics.map(({ code }) => code)).toEqual(["eval/nesting-too-deep"]);
  });
});

/** Returns how often brackets can be nested for the parser, by halving. */
function deepestRead(open: string, close: string): number {
  let [read, refused] = [0, 1100];
  while (refused - read > 1) {
    const middle = (read + refused) >> 1;
    const source = new TextEncoder().encode(`x: ${open.repeat(middle)}{}${close.repeat(middle)}`);
    if (parse(source, { langver: makeLangver("legacy") }).isComplete) read = middle;
    else refused = middle;
  }
  return read;
}

const fragments =
  "{ } ( ) [ ] : ; , . = ? @ ! < > + - * / ++ // == -> |> ... ${ \" '' .[ .{ ?: let in if then else with assert rec inherit or null true use a b 1 1.5 a/b <e> x:y".split(
    " ",
  );

describe("trees with errors", () => {
  it("lower to something, with a diagnostic", () => {
    const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom("legacy" as const, "nix2" as const, "nix2-future" as const),
        (text, edition) => {
          const { tree, isComplete } = parse(new TextEncoder().encode(text), { langver: makeLangver(edition) });
          const { term, diagnostics } = lowerTree(tree);
          if (!isComplete) expect(diagnostics.length).toBeGreaterThan(0);
          expect(coreEqual(term, lowerTree(tree).term)).toBe(true);
          expect(renderTerm(term).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

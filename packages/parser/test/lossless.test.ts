import { checkTree, makeLangver, parse, printTree } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const langvers = (["legacy", "nix2", "nix2-future"] as const).map((edition) => makeLangver(edition));

/** Tokens and other text that bring a parser into trouble when they meet. */
const fragments = [
  ..."{ } ( ) [ ] : ; , . = ? @ ! < > + - * / ++ // == != <= >= && || -> |> <| ... ${ \" '' ''$ ''\\ ''' \\ $ $$ .[ .{ ?:".split(
    " ",
  ),
  ..."let in if then else with assert rec inherit or null true false use a b' x-y _ 1 1. .5 0.5e3 007 a/b ./c ~/d <e> x:y".split(
    " ",
  ),
  ..." |\n|\t|\r\n|\r|# c\n|/* c */|/*|\0|é|\u{1F600}|\uFEFF|\u00A0".split("|"),
];

function expectLossless(source: Uint8Array): void {
  for (const langver of langvers) {
    const { tree, diagnostics, isComplete } = parse(source, { langver });
    expect(checkTree(tree)).toEqual([]);
    expect(printTree(tree)).toEqual(source);
    if (!isComplete) expect(diagnostics.length).toBeGreaterThan(0);
    for (const { span, code, message } of diagnostics) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(source.length);
      expect(code).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
      expect(message).toMatch(/^[^A-Z].*[^.]$/s);
    }
  }
}

describe("parsing is lossless and never throws", () => {
  it("for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectLossless), { numRuns: 2000 });
  });

  it("for any sequence of tokens", () => {
    const programs = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(programs, (text) => expectLossless(new TextEncoder().encode(text))),
      { numRuns: 5000 },
    );
  });

  it("for every beginning of a file", () => {
    const text = `{ a ? 1.5, ... }@b: let c = rec { inherit (d) e "f"; g.\${h} = ''i \${j} ''$''; }; in with k; # l\n[ "m\\n\${n}" ./o/\${p} <q> x:r ] ++ s.t or u /* v */`;
    const source = new TextEncoder().encode(text);
    for (let end = 0; end <= source.length; end++) expectLossless(source.subarray(0, end));
  });
});

const nestings: readonly (readonly [string, string, string])[] = [
  ["parentheses", "(", ")"],
  ["lists", "[", "]"],
  ["sets", "{a=", ";}"],
  ["strings", '"${', '}"'],
  ["indented strings", "''${", "}''"],
  ["formals", "{a?", "}:1"],
  ["conditions", "if ", " then 1 else 1"],
  ["dynamic names", "{${", "}=1;}"],
  ["sources to inherit from", "{inherit(", ")a;}"],
];

describe("nesting", () => {
  it.each(nestings)("%s 10,000 deep are refused", (_, open, close) => {
    const source = new TextEncoder().encode(open.repeat(10_000) + "1" + close.repeat(10_000));
    const { diagnostics } = parse(source, { langver: makeLangver("legacy") });
    expect(diagnostics.map(({ code }) => code)).toEqual(["syntax/nesting-too-deep"]);
  });

  it.each(nestings)("%s 400 deep are read", (_, open, close) => {
    const source = new TextEncoder().encode(open.repeat(400) + "1" + close.repeat(400));
    expect(parse(source, { langver: makeLangver("legacy") }).isComplete).toBe(true);
  });

  it.each(["1+", "f ", "a.b or ", "x: ", "!", "-", "if a then b else ", "[]++", "{}//", "with a; ", "a? b &&"])(
    "%s may repeat 50,000 times",
    (link) => {
      const source = new TextEncoder().encode(link.repeat(50_000) + "z");
      const { tree, isComplete } = parse(source, { langver: makeLangver("legacy") });
      expect(isComplete).toBe(true);
      expect(checkTree(tree)).toEqual([]);
    },
  );
});

/**
 * Fixes that Nix linters make and that change what a program means. Each is a program on which such a fix is wrong; with
 * all rules on and safe fixes only, ours must leave it meaning the same, which is checked by evaluating both by core
 * equality under the laws, and by looking at what must still stand there.
 */
import { makeLangver, parse } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../src/settings.ts";
import { commentsOf } from "../src/engine/comments.ts";
import { fixSource } from "../src/fix/fix-source.ts";
import { prove } from "../src/proof/prove.ts";

const settings = settingsOf({
  preset: "strict",
  target: "legacy",
  levels: [{ all: "warning" }],
  options: {},
  only: null,
  suppressions: "honour",
});

function fix(text: string): string {
  const input = { source: new TextEncoder().encode(text), langver: makeLangver("legacy"), path: null };
  const { output, outcome } = fixSource(input, settings, { level: "safe" });
  expect(outcome).toBe("stable");
  const tree = (source: Uint8Array): ReturnType<typeof parse>["tree"] => parse(source, input).tree;
  expect(prove(tree(input.source), tree(output))).toBeNull();
  expect(commentsOf(tree(output)).length).toBe(commentsOf(tree(input.source)).length);
  return new TextDecoder().decode(output);
}

/** What each program must still have after the fixes. */
const programs: readonly (readonly [what: string, program: string, kept: RegExp])[] = [
  ["a comparison with true is no test", "x: 1 == true", /1 == true/],
  ["a name of the inner let is another one outside", "x: let a = x; in let x = 2; in a + x", /let[^]*let/],
  ["a name bound in both lets", "let a = 1; in let a = 2; in a", /2/],
  ["an inherited name is bound again", "x: let inherit (x) a; in let x = { a = 9; }; in a + x.a", /inherit \(x\) a/],
  ["a function that passes its argument on is lazy", "f: builtins.length [ (x: f x) ]", /x: f x/],
  ["a pattern that binds nothing refuses what is no set", "{ f = { ... }: 1; }", /\{ \.\.\. \}: 1/],
  ["a negated equality as an operand", "a: b: c: !(a == b) == c", /\(a != b\) == c/],
  ["a doubly negated equality", "a: b: !!(a == b)", /a == b/],
  ["an empty list beside what may be none", "x: [ ] ++ x", /\[ \] \+\+ x/],
  ["formals that nothing uses", "{ a, b }: a", /\{ a, b \}/],
  ["names the language looks up by itself", "let __nixPath = [ ]; __findFile = a: b: 1; in <x>", /__findFile/],
  ["operators the language looks up by itself", "let __sub = a: b: 9; in 3 - 1", /__sub/],
  ["a builtin whose plain name is bound", "f: let map = f; in [ (builtins.map f [ ]) map ]", /builtins\.map/],
  ["an old let whose body is mentioned", "let { body = 1; a = body; }", /in body/],
  ["an old let with a path to its body", "let { body.x = 1; }", /in body/],
  ["an old let with __overrides", "let { body = a; a = 1; __overrides = { a = 2; }; }", /let \{/],
  ["parentheses before or", "d: f: f (({ b = 1; }.b) or) d", /\(\{ b = 1; \}\.b\) or/],
  ["a backslash that keeps an interpolation away", 'x: "a$\\{x}"', /"a\\\$\{x\}"/],
  ["a parameter renamed to a name in use", "_x: x: _x", /_x: x: _x/],
  ["a with whose name an outer with may provide", "a: b: with a; with b; [ c ]", /with a; with b/],
  ["an unused with around a used one", "a: b: with a; [ (with b; c) ]", /with a/],
  ["a comment in an empty let", "let # why\nin 1", /# why/],
  ["a comment between branches", "x: if x ? a then x.a /* why */ else 1", /\/\* why \*\//],
  ["a comment in an old let", "let { body = 1; /* why */ }", /\/\* why \*\//],
  ["an own name in a recursive set", "a: rec { a = a; b = 1; c = b; }", /a = a/],
  ["rec that a merged definition needs", "{ a = rec { b = 1; }; a.c = b; }", /rec/],
  ["an interpolation that coerces", 'x: "${x}"', /"\$\{x\}"/],
  ["a set updated by a nested attribute", "{ a.b = 1; } // { a.c = 2; }", /\/\//],
];

describe("wrong elsewhere, right here", () => {
  for (const [what, program, kept] of programs) {
    test(what, () => {
      expect(fix(program)).toMatch(kept);
    });
  }
});

test("the proof tells programs apart that such fixes confuse", () => {
  const tree = (text: string): ReturnType<typeof parse>["tree"] =>
    parse(new TextEncoder().encode(text), { langver: makeLangver("legacy") }).tree;
  const wrong: readonly (readonly [before: string, after: string])[] = [
    ["x: x == true", "x: x"],
    ["x: let a = x; in let x = 2; in a", "x: let a = x; x = 2; in a"],
    ["f: (x: f x)", "f: f"],
    ["{ ... }: 1", "_: 1"],
    ["x: [ ] ++ x", "x: x"],
    ["{ a, b }: a", "{ a }: a"],
    ["let __nixPath = [ ]; in <x>", "<x>"],
    ["f: let map = f; in builtins.map", "f: let map = f; in map"],
    ["let { body = a; a = 1; __overrides = { a = 2; }; }", "let body = a; a = 1; __overrides = { a = 2; }; in body"],
    ['x: "$\\{x}"', 'x: "${x}"'],
    ["_x: x: _x", "_x: _x: _x"],
    ["a: b: with a; with b; c", "a: b: b.c"],
    ["a: b: with a; with b; c", "a: b: with b; c"],
    ["a: let a = a; in a", "a: let inherit a; in a"],
    ["x: !!x", "x: x"],
    ["x: if x then true else false", "x: x"],
    ["x: { } // x", "x: x"],
    ["x: true && x", "x: x"],
    ["{ a.b = 1; } // { a.c = 2; }", "{ a.b = 1; a.c = 2; }"],
    ["rec { a = 1; b = a; }", "{ a = 1; b = a; }"],
    ['x: "${x}"', "x: x"],
    ["x: if x ? a then x.a else 1", "x: x.a"],
  ];
  for (const [before, after] of wrong) expect(prove(tree(before), tree(after)), `${before} => ${after}`).not.toBeNull();
});

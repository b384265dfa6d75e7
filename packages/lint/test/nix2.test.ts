/** Nix 2 programs: no rule stops on them, and safe fixes write Nix 2 and keep the meaning. */
import { findUseClause, parse, resolveLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { settingsOf } from "../src/settings.ts";
import { fixSource } from "../src/fix/fix-source.ts";
import { prove } from "../src/proof/prove.ts";

const settings = settingsOf({
  preset: "strict",
  target: "nix2",
  levels: [{ all: "warning" }],
  options: {},
  only: null,
  suppressions: "honour",
});

const laws = settings.table.rules.flatMap((rule) => rule.laws ?? []);

const programs: readonly (readonly [before: string, after: string])[] = [
  ["x: if x ? a then x.a else 1", "x: if x ? a then x.a else 1"],
  ["x: rec { a = x.[b, c]; d = x.{e, f}; }", "x: { a = x.[b, c]; d = x.{e, f}; }"],
  ["[a, b]: [ *a *(b ++ [ ]) ]", "[a, b]: [ *a *(b ++ [ ]) ]"],
  ["x: { *x; a = x.0; }", "x: { *x; a = x.0; }"],
  ["let a = 1; in [ 1 ] ++ [ 2 ]", "[ 1 2 ]"],
  ["x: let in x ? a : 1", "x: x ? a : 1"],
  ["x: f: x |> f |> (y: !(y == 1))", "x: f: x |> f |> (y: y != 1)"],
  ['let or\' = 1; in { "or" = or\'; "null" = null; }', 'let or\' = 1; in { "null" = null; "or" = or\'; }'],
  ["x: xs: with x; [ a ] ++ xs ++ [ (builtins.elemAt xs 0) ]", "x: xs: with x; [ a *xs (xs.0) ]"],
];

for (const [before, after] of programs) {
  test(before, () => {
    const source = new TextEncoder().encode(`use experimental.nix2;\n${before}\n`);
    const { langver, diagnostics } = resolveLangver({ clause: findUseClause(source) });
    const input = { source, langver, path: null, diagnostics };
    const { output, outcome, remaining } = fixSource(input, settings, { level: "safe" });
    expect(outcome).toBe("stable");
    expect(remaining.isComplete).toBe(true);
    expect(prove(parse(source, input).tree, parse(output, input).tree, laws)).toBeNull();
    expect(new TextDecoder().decode(output).replaceAll(/ +/g, " ")).toBe(`use experimental.nix2;\n${after}\n`);
  });
}

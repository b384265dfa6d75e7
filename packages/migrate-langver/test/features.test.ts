/**
 * `--to nix2-future`: what the edition as a whole takes, what single features of it take, and the way back.
 */
import { detectLangver, makeLangver, parse } from "@lix-tools/parser";
import { expect, test } from "vitest";
import {
  codemods,
  downlevelLaws,
  downlevelSource,
  migrateSource,
  type Migration,
  proveCoreEqual,
} from "../src/index.ts";
import { toBytes, toText } from "./cases.ts";

const legacy = makeLangver("legacy");

function migrate(text: string, ...features: Parameters<typeof makeLangver>[1][]): Migration {
  const [further] = features;
  const to = further === undefined ? makeLangver("nix2-future") : makeLangver("nix2", further);
  return migrateSource(toBytes(text), { to, verify: "core" });
}

test("legacy goes to the future edition by Nix 2, in one run", () => {
  const { status, after, verification } = migrate(`{ f, xs }: { a.b = xs.c or 1; a.d = [ 1 (f 2) ] ++ xs; }`);
  expect([status, verification]).toEqual(["migrated", "core"]);
  expect(toText(after)).toBe(
    "use experimental.nix2-future;\n{ f, xs }: { a = { b = xs ? c : 1; d = [ 1, f 2, *xs ]; }; }",
  );
});

test("single features stand beside Nix 2, and what the others need is left", () => {
  const { after } = migrate("args@{ a ? 1 }: { a.b = a + 1; a.c = [ 1 args ]; }", ["comma-lists", "pipe-left"]);
  expect(toText(after)).toBe(
    "use experimental.nix2 experimental.comma-lists experimental.pipe-left;\nargs@{ a ? 1 }: { a.b = a + 1; a.c = [ 1, args ]; }",
  );
});

test("a second run does nothing, also for fewer features", () => {
  const { after } = migrate("a: [ a.b a.c ]");
  expect(migrateSource(after, { to: makeLangver("nix2-future"), verify: "core" }).after).toBe(after);
  expect(migrateSource(after, { to: makeLangver("nix2", ["comma-lists"]), verify: "core" }).after).toBe(after);
  expect(migrateSource(after, { to: makeLangver("nix2"), verify: "core" }).after).toBe(after);
});

test("what another edition reads differently stays, with every reason, as it was in legacy", () => {
  const source = "args@{ a ? 1 }: [ (a + 1) args .5 ]";
  const { status, after, refused } = migrate(source);
  expect([status, toText(after)]).toEqual(["refused", source]);
  expect(refused.map(({ codemod, span }) => [codemod.name, source.slice(span.start, span.end)])).toEqual([
    ["at-pattern-defaults", "args"],
    ["float-arithmetic", "a + 1"],
  ]);
});

test("what is frozen stays where that was asked for", () => {
  const options = { to: makeLangver("nix2-future"), verify: "core", unswitched: "frozen" } as const;
  expect(toText(migrateSource(toBytes("a: [ (a + 1) .5 ]"), options).after)).toBe("a: [ (a + 1) 0.5 ]");
});

test("a rewrite that takes part alone leaves the clause", () => {
  const options = { to: makeLangver("nix2-future"), verify: "core" } as const;
  const isSelected = ({ name }: { readonly name: string }): boolean => name === "list-commas";
  const source = toBytes("use experimental.nix2;\n[ 1 2 ]");
  expect(migrateSource(source, { ...options, isSelected }).after).toBe(source);
});

test.each([
  'args@{ a ? 1, b, ... }: { inherit (args) b; c = removeAttrs args [ "a" ]; d = args // { a = 2; }; }',
  "f: xs: { a.b.c = [ (f 1) ] ++ xs; a.b.d = { e.f = 1; e.g = f.x or 2; }; }",
  'let n = 3; in a: [ (n + 1) (builtins.length a > n) "x${a + "y"}" ]',
])("there and back is where it was: %s", (text) => {
  const there = migrate(text).after;
  expect(detectLangver(there).langver.edition).toBe("nix2-future");
  const back = downlevelSource(there);
  expect(back.status).toBe("converted");
  const laws = [...codemods.flatMap((codemod) => codemod.laws), ...downlevelLaws];
  const task = {
    before: parse(toBytes(text), { langver: legacy }).tree,
    after: parse(back.after, { langver: legacy }).tree,
  };
  expect(proveCoreEqual({ ...task, laws })).not.toHaveProperty("mismatch");
  const again = downlevelSource(migrate(toText(back.after)).after);
  expect(toText(again.after)).toBe(toText(back.after));
});

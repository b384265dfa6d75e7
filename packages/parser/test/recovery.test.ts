/**
 * Damage stays local: whatever is half-typed in one binding of a set, all other bindings come out whole. Every kind of
 * damage is done to every binding of a set of what bindings usually hold.
 */
import {
  type Dialect,
  hasError,
  Kind,
  kindOf,
  latin1Of,
  loadTolerantEngine,
  makeLangver,
  type TolerantEngine,
  type Tree,
} from "@lix-tools/parser";
import { beforeAll, describe, expect, test } from "vitest";

const editions = { nix: "legacy", nix2: "nix2", nix2_future: "nix2-future" } as const;
const dialects: readonly Dialect[] = ["nix", "nix2", "nix2_future"];

let engine: TolerantEngine;
beforeAll(async () => {
  engine = await loadTolerantEngine();
});

const bindings: readonly (readonly [name: string, value: string])[] = [
  ["pname", '"hello-${version}"'],
  ["src.url", "fetchurl { url = x; sha256 = y; }"],
  ["inputs", "[ (f a) b.c ]"],
  ["meta.license", "with lib; licenses.gpl3"],
  ["phases", "if a then b else { c = d; }"],
  ['"quoted"', "x: x + 1"],
  ["script", "''\n    echo ${a}\n  ''"],
  ["last", "a // b"],
];

/** What becomes of a binding. A name and a dot are not among it: with the next name they are a path. */
const damages: Readonly<Record<string, (name: string, value: string) => string>> = {
  "no value": (name) => `${name} = ;`,
  "no value and no semicolon": (name) => `${name} =`,
  "no semicolon": (name, value) => `${name} = ${value}`,
  "no equal sign": (name, value) => `${name} ${value};`,
  "only a name": () => "name",
  "a path without its end": () => "name. ;",
  "a selection without its end": (name) => `${name} = a.`,
  "an operator without an operand": (name, value) => `${name} = ${value} +`,
  "an operator and a semicolon": (name) => `${name} = a + ;`,
  "an open parenthesis": (name, value) => `${name} = (${value};`,
  "an open parenthesis and nothing": (name) => `${name} = (`,
  "an open bracket": (name) => `${name} = [ a b;`,
  "an open bracket and nothing": (name) => `${name} = [`,
  "brackets in brackets": (name) => `${name} = [ (a [ b;`,
  "a closing parenthesis": (name, value) => `${name} = ${value});`,
  "a closing bracket": (name, value) => `${name} = ${value} ];`,
  "a second semicolon": (name, value) => `${name} = ${value};;`,
  "a word too many": (name, value) => `word ${name} = ${value};`,
  "half a condition": (name) => `${name} = if a then b;`,
  "the beginning of a condition": (name) => `${name} = if`,
  "half a function": (name) => `${name} = x:`,
  "half a `with`": (name) => `${name} = with a`,
  "half an `inherit`": () => "inherit (a",
  "an `inherit` without semicolon": () => "inherit a b",
  "an open string": (name) => `${name} = "text;`,
  "an open interpolation": (name) => `${name} = a.\${b;`,
  "an open comment": () => "/* text",
  "an invalid byte": (name, value) => `${name} = \u00a7 ${value};`,
};

/** Returns the texts of the bindings that are whole, wherever they are. */
function wholeBindings(source: Uint8Array, dialect: Dialect): string[] {
  const { records, nodeCount } = engine.parse(source, dialect);
  const tree: Tree = { source, records, nodeCount, langver: makeLangver(editions[dialect]) };
  const nodes = Array.from({ length: nodeCount }, (_, node) => node);
  const whole = nodes.filter((node) => kindOf(tree, node) === Kind.Binding && !hasError(tree, node));
  return whole.map((node) => latin1Of(tree, node));
}

/** Returns a value in the syntax of the dialect. */
const inDialect = (value: string, dialect: Dialect): string =>
  dialect === "nix2_future" ? value.replace("(f a) b.c", "(f a), b.c") : value;

describe.each(dialects)("%s", (dialect) => {
  test.each(Object.keys(damages))("%s", (damage) => {
    for (const [damaged] of bindings.entries()) {
      const texts = bindings.map(([name, value]) => `${name} = ${inDialect(value, dialect)};`);
      const others = texts.filter((_, index) => index !== damaged);
      const [name, value] = bindings[damaged]!;
      texts[damaged] = damages[damage]!(name, inDialect(value, dialect));
      const source = new TextEncoder().encode(`{\n  ${texts.join("\n  ")}\n}\n`);
      expect(wholeBindings(source, dialect), new TextDecoder().decode(source)).toEqual(expect.arrayContaining(others));
    }
  });
});

/** Those of the silent reinterpretations that edition `lix` leaves alone are reported by `--look-ahead`. */
import { readdirSync, readFileSync } from "node:fs";
import { createParserBuffers, makeLangver } from "@lix-tools/parser";
import { expect, test } from "vitest";
import { lookAhead } from "../src/ahead/look-ahead.ts";
import { migrateSource } from "../src/index.ts";

const folder = new URL("../../../corpus/legacy/reinterpreted/", import.meta.url);
const lix = makeLangver("lix");

const codesOf = (source: Uint8Array): string[] =>
  lookAhead(source, lix, createParserBuffers()).map(({ code }) => code.replace("langver/", ""));

test.each([
  ["04-two-dollars.nix", ["dollar-dollar-brace", "dollar-dollar-brace"]],
  ["06-tabs.nix", ["indented-tabs"]],
  ["08-defaults-in-args.nix", ["at-pattern-defaults"]],
  ["11-has-attribute.nix", ["has-attr-operand", "has-attr-operand"]],
  ["13-float-arithmetic.nix", ["float-arithmetic", "float-arithmetic", "float-arithmetic"]],
])("%s", (name, codes) => {
  expect(codesOf(readFileSync(new URL(name, folder)))).toEqual(codes);
});

test.each(readdirSync(folder).toSorted())("%s is rewritten, refused or seen ahead", (name) => {
  const source = readFileSync(new URL(name, folder));
  const { applied, refused } = migrateSource(source, { to: lix, verify: "core" });
  expect(applied.length + refused.length + codesOf(source).length).toBeGreaterThan(0);
});

test("finds nothing in what every edition reads the same", () => {
  const source = "args@{ a }: (a ? b) || !(a ? c) && \"$${a}$\" == ''\n  x\n'' || 1 + 2 < 3";
  expect(codesOf(new TextEncoder().encode(source.replace("$${a}$", "$\\${a}$")))).toEqual([]);
});
